// Who asks: a token that this company's key has signed, and nothing else.
const jwt = require('jsonwebtoken');
const { CubejsHandlerError } = require('@cubejs-backend/api-gateway');

const AUDIENCE = 'perfos-semantic';
const ISSUER = 'perfos';
const LONGEST = 3600;

const isText = (value) => typeof value === 'string' && value !== '';
const isTexts = (value) => Array.isArray(value) && value.every(isText);

function problemOf(claims) {
  if (claims.company !== process.env.PERFOS_COMPANY_NAME) return 'it is for another company';
  if (!claims.exp || !claims.iat) return 'it does not expire';
  if (claims.exp - claims.iat > LONGEST) return 'it is valid for too long';
  if (!isText(claims.sub)) return 'it names nobody';
  if (!isTexts(claims.groups)) return 'its groups are not a list of texts';
  // Without these a row filter would have nothing to filter by.
  if (claims.groups.includes('rep') && !isText(claims.person)) return 'a rep without a person';
  const isManager = claims.groups.includes('manager');
  if (isManager && !(isTexts(claims.team) && claims.team.length)) return 'a manager without a team';
  return null;
}

/** Return a token's claims; throw 401 without a token, 403 with one that is not ours. */
function claimsOf(token) {
  if (!token) throw new CubejsHandlerError(401, 'Refused', 'no token: mint one with semantic.tokens');
  let claims;
  try {
    claims = jwt.verify(token, process.env.CUBEJS_API_SECRET, {
      algorithms: ['HS256'], audience: AUDIENCE, issuer: ISSUER,
    });
  } catch (error) {
    throw new CubejsHandlerError(403, 'Refused', `the token is refused: ${error.message}`);
  }
  const problem = problemOf(claims);
  if (problem) throw new CubejsHandlerError(403, 'Refused', `the token is refused: ${problem}`);
  const { sub, groups, person = '', team = [] } = claims;
  return { sub, groups, person, team };
}

/** REST and GraphQL: the token comes with the request. */
function checkAuth(request, token) {
  request.securityContext = claimsOf(token);
}

/** PostgreSQL wire: the token is the password, whatever the user is called. */
function checkSqlAuth(_request, _user, password) {
  return { securityContext: claimsOf(password), skipPasswordCheck: true };
}

module.exports = { checkAuth, checkSqlAuth };
