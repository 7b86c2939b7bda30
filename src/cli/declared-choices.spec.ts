import { expect } from 'chai';
import { DEFAULT_CHOICES } from '../device/profiles/switch-defaults';
import { DECLARED_CHOICES, choicesInWords } from './declared-choices';

describe('declared choices in words', () => {
  it('say of the reference adapter what its profile chose', () => {
    expect(DECLARED_CHOICES).to.deep.equal(choicesInWords(DEFAULT_CHOICES));
    expect(DECLARED_CHOICES.join('\n')).to.match(/counted as declared losses \(ruling 18\)/);
  });
  it('say something else of every other choice', () => {
    const others = choicesInWords({
      macOnlyFilter: 'refuse',
      localForwardingWithLinkDown: false,
      framesBeforeVfDriver: 'queue',
      pfFlrKeepsAri: false,
      unenforceablePolicy: 'suspended',
    });
    expect(others).to.have.length(DECLARED_CHOICES.length);
    others.forEach((words, index) => expect(words).not.to.equal(DECLARED_CHOICES[index]));
  });
});
