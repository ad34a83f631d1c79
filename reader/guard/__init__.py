"""Runs work on outside documents in killable child processes.

Parsers of HTML, mail and feeds can be made to run for minutes or eat all memory by a few kilobytes
(measured: 100 kB of spaces keep readability busy for over 60 s, a 32 kB author field feedparser for 16 s).
So they run in children with a deadline and a memory cap; a child that breaks either is killed, and the
caller falls back and says so.
"""

from reader.guard.guard import DEADLINE, MEMORY, Guard, cores
from reader.guard.worker import Closed, InProcess, Killed, Worker

__all__ = ["DEADLINE", "MEMORY", "Closed", "Guard", "InProcess", "Killed", "Worker", "cores"]
