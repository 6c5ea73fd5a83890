import Ajv, { ValidateFunction } from 'ajv';

/** Returns a test of values by a JSON schema. */
export function schemaValidator(schema: object): ValidateFunction {
  // SARIF's schema is of draft 4: of what it uses, only the name of the id differs. One of its patterns needs the older syntax.
  const known = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !['$schema', 'id'].includes(keyword)));
  return new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(known);
}

/** The problems of a value by a JSON schema, each with its path; none if it is valid. */
export function schemaProblems(schema: object, value: unknown): string[] {
  const validate = schemaValidator(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
