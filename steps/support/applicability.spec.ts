import { expect } from 'chai';
import type { Capability, TargetProfile } from '../../src/target/target';
import { lackOf } from './applicability';

const having = (...capabilities: readonly Capability[]): TargetProfile => ({
  id: 'some',
  name: 'some adapter',
  capabilities: new Set(capabilities),
  declaredChoices: [],
  limits: {},
  versions: {},
});

describe('what a target lacks for a scenario', () => {
  it('is the first capability of its tags that the profile has not', () => {
    const lack = lackOf(['@system', '@needs:vf-path', '@needs:blocks'], having('vf-path'));
    expect(lack?.capability).to.equal('blocks');
    expect(lack?.reason).to.equal('some adapter lacks it');
  });

  it('is told with its reason where one was found out', () => {
    const lacks = new Map([['vf-power', 'its VFs have no such capability']] as const);
    const lack = lackOf(['@needs:vf-power'], { ...having(), lacks });
    expect(lack?.reason).to.equal('some adapter lacks it: its VFs have no such capability');
  });

  it('is nothing where all is there', () => {
    expect(lackOf(['@system', '@needs:vf-path'], having('vf-path'))).to.equal(undefined);
    expect(lackOf([], having())).to.equal(undefined);
  });

  it('is the boundary that a scenario for drivers speaks at, unless it is also one for whole systems', () => {
    expect(lackOf(['@driver'], having('vf-path'))?.capability).to.equal('oid-boundary');
    expect(lackOf(['@driver'], having('miniport-boundary'))).to.equal(undefined);
    expect(lackOf(['@driver', '@system'], having())).to.equal(undefined);
  });
});
