// How the charts write numbers.
var dmcfuncs = (window.dashMantineFunctions = window.dashMantineFunctions || {});

dmcfuncs.whole = (value) =>
  new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 }).format(value);
dmcfuncs.share = (value) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: "percent", maximumFractionDigits: 1 }).format(value);
