from sqlite3 import *
