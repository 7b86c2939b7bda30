import { expect } from 'chai';
import { noneOf } from './none-of';

describe('an expectation of nothing', () => {
  it('holds where there is nothing', () => {
    expect(() => noneOf('what has changed', [])).not.to.throw();
  });

  it('fails with every line that there is, however long the list', () => {
    const found = ['VF 1, rings', 'VF 1, statistics', 'PF, config', 'VF 2, link'];
    expect(() => noneOf('what has changed', found)).to.throw(
      ['what has changed: expected nothing, but there is', ...found.map((line) => `    ${line}`)].join('\n'),
    );
  });
});
