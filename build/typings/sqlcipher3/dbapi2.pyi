# The interface is that of the standard library's module, of which it is a copy.
from sqlite3.dbapi2 import *
