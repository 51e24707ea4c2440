"""Currencies by ISO 4217: the codes as Babel knows them, the minor units as the standard says."""

from babel.numbers import list_currencies

# Codes that begin with X are metals, funds and test codes, except these, which people are paid in.
_PAID_IN_X = {"XAF", "XCD", "XCG", "XOF", "XPF"}

# Babel's digits are what is customary to print (RSD 0), not what the standard says (RSD 2), so
# the exceptions from two decimals are listed here.
_MINOR_UNITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}

CURRENCIES: dict[str, int] = {
    code: 2 for code in sorted(list_currencies()) if not code.startswith("X") or code in _PAID_IN_X
} | {code: digits for digits, codes in _MINOR_UNITS.items() for code in codes.split()}
