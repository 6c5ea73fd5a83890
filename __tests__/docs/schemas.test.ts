import { join } from 'node:path';
import Ajv from 'ajv';
import { updatedFile } from '../updated-file';
import { documentedFields, findingsSchema } from './schemas/findings-schema';
import { planSchema } from './schemas/plan-schema';
import { settingsSchema } from './schemas/settings-schema';
import { statusSchema } from './schemas/status-schema';

describe.each([
  ['settings', settingsSchema],
  ['findings', findingsSchema],
  ['plan', planSchema],
  ['status', statusSchema],
])('schemas/%s.schema.json', (name, schema) => {
  const path = join(__dirname, `../../schemas/${name}.schema.json`);

  test('is what the sources say; npm run update writes it', () => {
    const expected = `${JSON.stringify(schema, null, 2)}\n`;
    expect(updatedFile(path, expected)).toBe(expected);
  });

  test('is a schema of draft 7, without a keyword that it does not have', () => {
    expect(() => new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)).not.toThrow();
  });

  test('explains every field', () => {
    expect(unexplained(schema as Part)).toEqual([]);
  });
});

test('the schema of findings has the fields that docs/findings.md explains', () => {
  expect(Object.keys(findingsSchema.items.properties).sort()).toEqual([...documentedFields.keys()].sort());
});

/** The parts of a schema that are read here. */
interface Part {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
}

/** The properties of a schema, and of those below, that have neither a sentence nor names that say it. */
function unexplained({ properties = {}, items }: Part, path = ''): string[] {
  return [
    ...Object.entries(properties).flatMap(([name, part]) => [
      ...(part.enum === undefined && part.description === undefined ? [`${path}.${name}`] : []),
      ...unexplained(part, `${path}.${name}`),
    ]),
    ...(items === undefined ? [] : unexplained(items, `${path}[]`)),
  ];
}
