import Ajv from 'ajv';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCompliance } from '../compliance/build-compliance';
import { renderJson } from '../render-json';
import { SAMPLE_SCENARIOS } from '../testing/sample-scenarios';
import { syntheticRun } from '../testing/synthetic-run';

const schema = JSON.parse(readFileSync(join(__dirname, 'compliance.schema.json'), 'utf8')) as object;

describe('the schema of the compliance report', () => {
  const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema);
  const report = (times: boolean): Record<string, unknown> =>
    JSON.parse(renderJson(buildCompliance([syntheticRun(SAMPLE_SCENARIOS)], { times }))) as Record<
      string,
      unknown
    >;

  for (const times of [false, true]) {
    it(`fits a report with every class of result, ${times ? 'with' : 'without'} times`, () => {
      validate(report(times));
      expect(validate.errors ?? []).to.deep.equal([]);
    });
  }

  it('refuses a status that does not exist, a member too many, and a failure without a reason', () => {
    const whole = report(false);
    const scenarios = whole['scenarios'] as readonly Record<string, unknown>[];
    const rules = whole['rules'] as readonly Record<string, unknown>[];
    const faults: Readonly<Record<string, Record<string, unknown>>> = {
      'a status that does not exist': { ...whole, rules: [{ ...rules[0], status: 'fine' }] },
      'a member too many': { ...whole, colour: 'green' },
      'a failure without a reason': {
        ...whole,
        scenarios: scenarios.map((each) => ({ ...each, reason: undefined })),
      },
      'no verdict': { ...whole, verdict: undefined },
    };
    for (const [name, broken] of Object.entries(faults))
      expect(validate(JSON.parse(JSON.stringify(broken))), name).to.equal(false);
  });
});
