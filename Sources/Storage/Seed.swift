import CPostgres
import Crypto
import GRDB
