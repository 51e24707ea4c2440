// How the tables write and compare numbers that arrive as exact texts.
var dagfuncs = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});

dagfuncs.money = (value, currency) => {
  if (value === null || value === undefined || value === "") return "";
  return new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency }).format(value);
};
dagfuncs.whole = (value, unit) => {
  if (value === null || value === undefined || value === "") return "";
  const kind = unit === "units" ? {} : { style: "currency", currency: unit };
  return new Intl.NumberFormat(document.documentElement.lang, { ...kind, maximumFractionDigits: 0 }).format(value);
};
dagfuncs.share = (value) => {
  if (value === null || value === undefined || value === "") return "";
  return new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(value);
};
dagfuncs.byNumber = (a, b) => Number(a || 0) - Number(b || 0);

// Whoever moves through a table with the keys follows a row's link with Enter.
dagfuncs.openOnEnter = (params) => {
  if (params.event.key === "Enter" && params.data.href) window.location.assign(params.data.href);
};
