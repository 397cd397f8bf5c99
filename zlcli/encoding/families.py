"""The encodings that bytes are weighed as, each with what it is charged in nats (see `zlcli.encoding.candidates`)."""

# The widest codec of each family, so that what the sample does not show decodes too.
CHINESE = {"utf-8": 5.1, "gb18030": 4.4, "cp950": 7.0, "big5hkscs": 5.8, "euc_tw": 5.5}
WIDE = {"utf-16-le": 6.5, "utf-16-be": 7.2, "utf-32-le": 10.0, "utf-32-be": 12.0}
FOREIGN = {"cp932": 3.0, "euc_jp": 5.2, "cp949": 4.0, "cp1252": 1.6, "cp1251": 4.4, "koi8-r": 3.7}
ASCII = {"ascii": 5.0}
ASSUMED = {"zh": ("ascii", *CHINESE, *WIDE, "hz", "iso2022_cn")}
"""Candidates for those who know the language (BCP 47): of Chinese, all that it is written in."""
