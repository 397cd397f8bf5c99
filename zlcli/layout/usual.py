"""Headings by their name: the parts that documents of a kind have (教学目标 of a lesson plan, 自我评价 of a résumé)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from zlcli.model.characters import scripts

# Written in Simplified characters, kind after kind; a line of the document is folded to them before it is compared.
_KINDS = """
    用料 食材 食材准备 材料 原料 配料 主料 辅料 调料 做法 步骤 做法步骤 制作步骤 烹饪步骤 制作方法 小贴士 小提示 小窍门
    温馨提示
    个人信息 基本信息 求职意向 教育背景 教育经历 工作经历 工作经验 实习经历 项目经历 项目经验 校园经历 专业技能 技能特长
    技能证书 荣誉奖励 获奖情况 自我评价 兴趣爱好
    教材分析 学情分析 教学目标 教学目的 教学重点 教学难点 教学重难点 教学重点难点 教学准备 教具准备 课前准备 教学方法
    教学过程 教学步骤 板书设计 布置作业 作业布置 课后作业 教学反思
    产品介绍 产品简介 产品概述 产品特点 产品特性 功能特点 功能介绍 主要功能 应用范围 适用范围 技术参数 技术规格 规格参数
    产品参数 包装清单 使用方法 使用说明 注意事项 安装方法 安装步骤 日常保养 故障排除 售后服务
    项目简介 功能特性 系统要求 环境要求 快速开始 快速入门 目录结构 更新日志 常见问题 贡献指南 许可证 开源协议
    公司简介 公司介绍 职位描述 岗位职责 工作职责 工作内容 任职要求 任职资格 岗位要求 薪资待遇 薪酬福利 福利待遇 应聘方式
    联系方式
    人物生平 人物经历 人物简介 早年经历 个人生活 主要成就 主要作品 代表作品 人物评价 社会评价 获奖记录 历史沿革 建制沿革
    地理位置 地理环境 地形地貌 气候特征 自然资源 行政区划 人口民族 经济概况 交通运输 风景名胜 名胜古迹 地方特产 形态特征
    生长习性 生长环境 分布范围 栽培技术 繁殖方法 病虫防治 主要价值 药用价值 内容简介 剧情简介 角色介绍 创作背景 作品鉴赏
    作品影响
    原文 注释 译文 赏析 作者简介 写作背景 词语解释
    景点介绍 行程安排 费用说明 费用包含 费用不含 预订须知 交通指南 开放时间 门票价格 最佳时间
    病因 症状 临床表现 诊断 鉴别诊断 治疗 预防 预后 护理 并发症 流行病学 发病机制 饮食禁忌
    主文 事实及理由 事实和理由 事实与理由 犯罪事实 诉讼请求
    技术领域 背景技术 发明内容 实用新型内容 技术实现要素 附图说明 具体实施方式
    活动背景 活动目的 活动主题 活动对象 活动内容 活动流程 活动要求 经费预算
"""
# A paper has 摘要 above its first number, which is its peer.
_PAPER = "摘要 引言 绪论 研究背景 研究方法 材料与方法 结果与讨论 讨论 结论 结语 结束语 参考文献 致谢"
_OF_PAPERS = frozenset(_PAPER.split())
_NAMES = frozenset(_KINDS.split()) | _OF_PAPERS
_LONGEST = 2 * max(map(len, _NAMES))  # with the gaps that stretch it
# One such line may be a label without its colon; two that stand above text are a habit.
_FEWEST = 2


def is_usual(text: str) -> bool:
    """Tell whether ``text`` is the name of a part and nothing else, in either script."""
    return 1 < len(text) <= _LONGEST and _name(text) in _NAMES


def _name(text: str) -> str:
    return re.sub(r"\s", "", text).translate(scripts().to_hans)


def divides(texts: Iterable[str], *, above_numbers: bool) -> bool:
    """Tell whether names of parts divide the document of ``texts`` (its lines, and an empty one behind them).

    ``above_numbers`` says that ``texts`` are those above the first numbered heading. Names above each other are the tabs or
    the menu of a page, and what comes back is no part.
    """
    above = [_name(text) for text, below in pairwise(texts) if is_usual(text) and below and not is_usual(below)]
    if above_numbers and not _OF_PAPERS.isdisjoint(above):
        return False
    return len(above) >= _FEWEST and len(set(above)) == len(above)
