import { expect } from 'chai';
import type { Capability } from '../../src/target/target';
import { NotApplicable } from './mistakes';
import { needs } from './needs';
import type { BulkheadWorld } from './world';

const onTargetWith = (...capabilities: readonly Capability[]): BulkheadWorld =>
  ({ target: { profile: { capabilities: new Set(capabilities) } } }) as unknown as BulkheadWorld;

describe('what a sentence needs of a target', () => {
  it('ends the scenario as not applicable where the target lacks it, with the reason', () => {
    expect(() => needs(onTargetWith('counters'), 'request-log'))
      .to.throw(NotApplicable)
      .that.includes({ capability: 'request-log', reason: 'it keeps no log of requests and events' });
  });

  it('is nothing where the target has it', () => {
    expect(() => needs(onTargetWith('request-log'), 'request-log')).not.to.throw();
  });
});
