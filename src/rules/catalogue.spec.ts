import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, CATALOGUE_FOLDER } from './catalogue';
import { NOT_COVERED } from './not-covered';
import { catalogueJson, readSources } from './read-sources';
import { familyOf, needsEvidence, standingOf } from './rule';
import { RULINGS } from './rulings';
import { FIRST_RELEASE_FAMILIES, inFirstRelease } from './families';

describe('the rule catalogue', () => {
  it('is the same for machines as for people (else: npm run catalogue)', () => {
    expect(readFileSync(join(CATALOGUE_FOLDER, 'catalogue.json'), 'utf8')).to.equal(
      catalogueJson(readSources()),
    );
  });

  it('holds 1,856 rules and 17 laws, each id once', () => {
    const { rules, byId } = catalogue();
    expect(rules.length).to.equal(1873);
    expect(byId.size).to.equal(rules.length);
    expect(rules.filter((rule) => familyOf(rule.id) === 'ISO-LAW').length).to.equal(17);
    expect(rules.filter(needsEvidence).length).to.equal(1335 + 17);
  });

  it('knows each rule that a law refines', () => {
    const { rules, byId } = catalogue();
    const refined = rules.flatMap((rule) => rule.refines ?? []);
    expect(refined.length).to.be.greaterThan(20);
    expect(refined.filter((id) => !byId.has(id))).to.deep.equal([]);
  });

  it('marks the standing of what the sources do not state outright', () => {
    const standing = (id: string): string => standingOf(catalogue().byId.get(id)!);
    expect(standing('VF-ALLOC-03')).to.equal('inferred');
    expect(standing('VF-FREE-20')).to.equal('derived');
    expect(standing('ISO-LAW-14')).to.equal('recalled');
    expect(standing('VF-ALLOC-01')).to.equal('documented');
  });

  it('has rules in every family of the first release', () => {
    const families = catalogue().rules.map((rule) => rule.id);
    for (const family of FIRST_RELEASE_FAMILIES)
      expect(
        families.some((id) => id.startsWith(`${family}-`)),
        family,
      ).to.equal(true);
    expect(catalogue().rules.filter((rule) => inFirstRelease(rule.id)).length).to.equal(748);
  });

  it('names existing rules in the rulings and in the list of what is not covered', () => {
    const { byId } = catalogue();
    expect(RULINGS.map((ruling) => ruling.number)).to.deep.equal(
      Array.from({ length: RULINGS.length }, (_, index) => index + 1),
    );
    expect(RULINGS.flatMap((ruling) => ruling.rules).filter((id) => !byId.has(id))).to.deep.equal([]);
    expect(Object.keys(NOT_COVERED).filter((id) => !byId.has(id))).to.deep.equal([]);
  });
});
