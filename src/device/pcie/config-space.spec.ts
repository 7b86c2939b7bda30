import { expect } from 'chai';
import fc from 'fast-check';
import { configLayout } from './config-layout';
import {
  dwordAt,
  readField,
  resetSpace,
  survivingFlr,
  withDword,
  withField,
  writeDword,
} from './config-space';

const LAYOUT = configLayout([
  { offset: 0x40, size: 2, name: 'control', value: 0x0010, writable: 0x00ff },
  { offset: 0x42, size: 2, name: 'status', value: 0x0001, clearable: 0xff00, survivesFlr: 0x8000 },
  { offset: 0x45, size: 3, name: 'class', value: 0x020000 },
]);
const RESET = resetSpace(LAYOUT);
const INDEX = 0x40 >> 2;
const dword = fc.nat(0xffffffff);

describe('a configuration space', () => {
  it('reads its reset values by field', () => {
    expect(readField(RESET, 0x40, 2)).to.equal(0x0010);
    expect(readField(RESET, 0x42, 2)).to.equal(0x0001);
    expect(readField(RESET, 0x47, 1)).to.equal(0x02);
  });

  it('lets software change only what the masks say, in only the bytes written', () =>
    fc.assert(
      fc.property(dword, dword, dword, (held, value, lanes) => {
        const was = withDword(RESET, INDEX, held);
        const is = dwordAt(writeDword(was, INDEX, value, lanes), INDEX);
        const written = 0x000000ff & lanes;
        const cleared = 0xff000000 & lanes & value;
        expect(is).to.equal((((held & ~written) | (value & written)) & ~cleared) >>> 0);
      }),
    ));

  it('clears an error bit by writing one to it, and sets none', () => {
    const logged = withField(RESET, 0x42, 2, 0x8101);
    expect(readField(writeDword(logged, INDEX, 0x01000000, 0xffff0000), 0x42, 2)).to.equal(0x8001);
    expect(writeDword(logged, INDEX, 0x0e000000, 0xffff0000)).to.equal(logged);
  });

  it('forgets a dword that is back at its reset value, and keeps identity where nothing changed', () => {
    const changed = writeDword(RESET, INDEX, 0xab, 0xff);
    expect(changed.changed.count).to.equal(1);
    expect(writeDword(changed, INDEX, 0x10, 0xff).changed.count).to.equal(0);
    expect(writeDword(changed, INDEX, 0xab, 0xff)).to.equal(changed);
  });

  it('keeps the listed survivors over a function level reset and nothing else', () => {
    const used = withDword(withDword(RESET, INDEX, 0xffffffff), 0x200, 0xdeadbeef);
    const after = survivingFlr(used);
    expect(dwordAt(after, INDEX)).to.equal(0x80010010);
    expect(dwordAt(after, 0x200)).to.equal(0);
  });

  it('refuses a layout in which two registers claim one byte', () => {
    const twice = [
      { offset: 0x40, size: 2, name: 'a' },
      { offset: 0x41, size: 1, name: 'b' },
    ] as const;
    expect(() => configLayout(twice)).to.throw(/b at 65 collides with a/);
  });
});
