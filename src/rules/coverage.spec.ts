import { expect } from 'chai';
import { catalogue } from './catalogue';
import { reasonWithoutEvidence, ruleStatus, type RuleStatus } from './coverage';
import { NOT_COVERED } from './not-covered';
import { SUBJECT_NAMES, subjectOf } from './subjects';

describe('the status of a rule', () => {
  const cases: readonly (readonly [
    passed: number,
    failed: number,
    notApplicable: number,
    undecided: number,
    status: RuleStatus,
  ])[] = [
    [3, 0, 0, 0, 'satisfied'],
    [3, 1, 0, 0, 'violated'],
    [0, 1, 2, 3, 'violated'],
    [3, 0, 1, 0, 'partly covered'],
    [3, 0, 0, 1, 'partly covered'],
    [0, 0, 2, 0, 'not applicable'],
    [0, 0, 2, 1, 'not covered'],
    [0, 0, 0, 1, 'not covered'],
    [0, 0, 0, 0, 'not covered'],
  ];
  for (const [passed, failed, notApplicable, undecided, status] of cases)
    it(`of ${passed} passed, ${failed} failed, ${notApplicable} not applicable, ${undecided} undecided is ${status}`, () =>
      expect(ruleStatus({ passed, failed, notApplicable, undecided }, false)).to.equal(status));

  it('says when what is satisfied rests on a ruling; a violation stays one', () => {
    expect(ruleStatus({ passed: 1, failed: 0, notApplicable: 0, undecided: 0 }, true)).to.equal('ruling');
    expect(ruleStatus({ passed: 1, failed: 1, notApplicable: 0, undecided: 0 }, true)).to.equal('violated');
  });
});

describe('rules without evidence', () => {
  const { rules } = catalogue();

  it('each have a reason, the listed one first', () => {
    expect(rules.filter((rule) => reasonWithoutEvidence(rule) === '')).to.deep.equal([]);
    for (const [id, reason] of Object.entries(NOT_COVERED)) {
      const rule = rules.find((each) => each.id === id);
      expect(rule === undefined ? undefined : reasonWithoutEvidence(rule)).to.equal(reason);
    }
  });

  it('belong to a subject', () => {
    const subjects = new Set(rules.map((rule) => subjectOf(rule.id)));
    expect(Array.from(subjects).filter((each) => !SUBJECT_NAMES.includes(each))).to.deep.equal([]);
    expect(rules.filter((rule) => subjectOf(rule.id) === 'Other').map((rule) => rule.id)).to.deep.equal([]);
  });
});
