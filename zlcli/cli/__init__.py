"""The command line: flags and printing only. One file a command, loaded when it is called."""
