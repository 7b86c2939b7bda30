import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { FunctionRef, VfRef } from '../src/isolation/action';
import { functionRefName, vfRefName } from '../src/isolation/reference-names';
import { busOf, formatRoutingId, type RoutingId } from '../src/terms/routing-id';
import { example } from './support/example';
import { configField, findCapability, readField, reader, writeField } from './support/config-fields';
import { adapterOf, functionInTestbed } from './support/lookup';
import { oneOf } from './support/one-of';
import { read, wholeNumber, type SentenceTable } from './support/tables';
import type { BulkheadWorld } from './support/world';

const hex = (value: number): string => `0x${value.toString(16).toUpperCase()}`;
const vfOf = (partition: string): FunctionRef => ({ kind: 'vf', vf: { kind: 'of-partition', partition } });
const PF: FunctionRef = { kind: 'pf' };

// ---------------------------------------------------------------- configuration space, by Routing ID

When(
  '{hex} is written to {field} of {function}',
  example('When 0x4 is written to "NumVFs" of the PF'),
  async function (this: BulkheadWorld, value: number, field: string, of: FunctionRef) {
    await writeField(this, of, field, value);
  },
);

When(
  'virtualization is enabled with {int} VF(s)',
  example('When virtualization is enabled with 4 VFs'),
  async function (this: BulkheadWorld, count: number) {
    await writeField(this, PF, 'NumVFs', count);
    await writeField(this, PF, 'VF Enable', 1);
  },
);

When(
  'virtualization is disabled',
  example('When virtualization is disabled'),
  async function (this: BulkheadWorld) {
    await writeField(this, PF, 'VF Enable', 0);
  },
);

Then(
  '{field} of {function} reads {hex}',
  example('Then "Vendor ID" of VF 1 reads 0xFFFF'),
  async function (this: BulkheadWorld, field: string, of: FunctionRef, value: number) {
    const got = await readField(this, of, field);
    expect(hex(got.value), `"${field}" of ${functionRefName(of)}`).to.equal(hex(value));
  },
);

Then(
  '{field} of {function} does not read {hex}',
  example('Then "Subsystem Vendor ID" of VF 1 does not read 0xFFFF'),
  async function (this: BulkheadWorld, field: string, of: FunctionRef, value: number) {
    expect(
      hex((await readField(this, of, field)).value),
      `"${field}" of ${functionRefName(of)}`,
    ).not.to.equal(hex(value));
  },
);

Then(
  '{field} reads the same in {function} and {function}',
  example('Then "Class Code" reads the same in VF 1 and the PF'),
  async function (this: BulkheadWorld, field: string, one: FunctionRef, other: FunctionRef) {
    const [a, b] = [await readField(this, one, field), await readField(this, other, field)];
    expect(hex(a.value), `"${field}" of ${functionRefName(one)} and of ${functionRefName(other)}`).to.equal(
      hex(b.value),
    );
  },
);

const fieldName = (text: string): string => configField(text).name;

const FIELDS: SentenceTable<{ readonly field: string; readonly due: number }> = {
  columns: ['field*', 'value*'],
  row: (row) => ({
    field: fieldName(row['field'] ?? ''),
    due: wholeNumber(row['value'] ?? '', 'a value of a field'),
  }),
};

Then(
  'these fields of {function} read:',
  example('Then these fields of VF 1 read:', FIELDS),
  async function (this: BulkheadWorld, of: FunctionRef, table: DataTable) {
    for (const { field, due } of read(table, FIELDS)) {
      const got = await readField(this, of, field);
      expect(hex(got.value), `"${field}" of ${functionRefName(of)}`).to.equal(hex(due));
    }
  },
);

const WRITES: SentenceTable<{ readonly field: string; readonly written: number; readonly due: number }> = {
  columns: ['field*', 'written*', 'reads back*'],
  row: (row) => ({
    field: fieldName(row['field'] ?? ''),
    written: wholeNumber(row['written'] ?? '', 'a value to write'),
    due: wholeNumber(row['reads back'] ?? '', 'a value of a field'),
  }),
};

/** Each row is written and read back by itself. */
Then(
  'these writes to {function} read back:',
  example('Then these writes to VF 1 read back:', WRITES),
  async function (this: BulkheadWorld, of: FunctionRef, table: DataTable) {
    for (const { field, written, due } of read(table, WRITES)) {
      await writeField(this, of, field, written);
      this.checkRefusalExpected();
      const got = await readField(this, of, field);
      expect(
        hex(got.value),
        `"${field}" of ${functionRefName(of)} after ${hex(written)} was written`,
      ).to.equal(hex(due));
    }
  },
);

Then(
  '{function} answers configuration requests',
  example('Then VF 4 answers configuration requests'),
  async function (this: BulkheadWorld, of: FunctionRef) {
    const got = await readField(this, of, 'Subsystem Vendor ID');
    expect(
      got.unsupportedRequest,
      `a configuration read of ${functionRefName(of)} is an Unsupported Request`,
    ).to.equal(false);
  },
);

Then(
  '{function} does not answer configuration requests',
  example('Then VF 5 does not answer configuration requests'),
  async function (this: BulkheadWorld, of: FunctionRef) {
    const got = await readField(this, of, 'Subsystem Vendor ID');
    expect(
      got.unsupportedRequest,
      `a configuration read of ${functionRefName(of)} is an Unsupported Request`,
    ).to.equal(true);
    expect(hex(got.value), 'and reads all ones').to.equal('0xFFFF');
  },
);

// ---------------------------------------------------------------- capabilities

async function hasCapability(
  world: BulkheadWorld,
  of: FunctionRef,
  id: number,
  extended: boolean,
): Promise<boolean> {
  return (await findCapability(reader(world, of, 'bus'), id, extended)) !== undefined;
}

Then(
  '{function} has the extended capability {hex}',
  example('Then the PF has the extended capability 0x10'),
  async function (this: BulkheadWorld, of: FunctionRef, id: number) {
    expect(
      await hasCapability(this, of, id, true),
      `extended capability ${hex(id)} in ${functionRefName(of)}`,
    ).to.equal(true);
  },
);

Then(
  '{function} does not have the extended capability {hex}',
  example('Then VF 1 does not have the extended capability 0x10'),
  async function (this: BulkheadWorld, of: FunctionRef, id: number) {
    expect(
      await hasCapability(this, of, id, true),
      `extended capability ${hex(id)} in ${functionRefName(of)}`,
    ).to.equal(false);
  },
);

Then(
  '{function} has the capability {hex}',
  example('Then VF 1 has the capability 0x10'),
  async function (this: BulkheadWorld, of: FunctionRef, id: number) {
    expect(
      await hasCapability(this, of, id, false),
      `capability ${hex(id)} in ${functionRefName(of)}`,
    ).to.equal(true);
  },
);

// ---------------------------------------------------------------- Routing IDs

const rid = (value: RoutingId): string => formatRoutingId(value);

Then(
  'the Routing ID of {function} is {string}',
  example('Then the Routing ID of VF 1 is "01:10.0"'),
  async function (this: BulkheadWorld, of: FunctionRef, text: string) {
    const found = functionInTestbed(await this.view(), of);
    expect(
      found === undefined ? 'absent' : rid(found.routingId),
      `the Routing ID of ${functionRefName(of)}`,
    ).to.equal(text);
  },
);

Then(
  'all Routing IDs are different',
  example('Then all Routing IDs are different'),
  async function (this: BulkheadWorld) {
    const { pf, vfs } = adapterOf(await this.view());
    const all = [pf, ...vfs].map((each) => rid(each.routingId));
    expect(all.length, 'functions of the adapter').to.be.greaterThan(1);
    expect(new Set(all).size, `different Routing IDs among ${all.slice(0, 20).join(' ')}`).to.equal(
      all.length,
    );
  },
);

Then(
  'no VF is on a lower bus than the PF',
  example('Then no VF is on a lower bus than the PF'),
  async function (this: BulkheadWorld) {
    const { pf, vfs } = adapterOf(await this.view());
    expect(vfs.length, 'VFs of the adapter').to.be.greaterThan(0);
    for (const each of vfs)
      expect(busOf(each.routingId), `the bus of ${rid(each.routingId)}`).to.be.at.least(busOf(pf.routingId));
  },
);

/** The arithmetic of the specification, from the registers as they read now. */
Then(
  'every Routing ID follows from the capability',
  example('Then every Routing ID follows from the capability'),
  async function (this: BulkheadWorld) {
    const { pf, vfs } = adapterOf(await this.view());
    const offset = (await readField(this, PF, 'First VF Offset')).value;
    const stride = (await readField(this, PF, 'VF Stride')).value;
    expect(vfs.length, 'VFs of the adapter').to.be.greaterThan(0);
    for (const [index, each] of vfs.entries()) {
      const due = ((pf.routingId + offset + index * stride) & 0xffff) as RoutingId;
      expect(rid(each.routingId), `the Routing ID of VF ${index + 1}`).to.equal(rid(due));
    }
  },
);

// ---------------------------------------------------------------- memory

Then(
  'VF BAR {int} of the PF probes to {size}',
  example('Then VF BAR 0 of the PF probes to 16 KiB'),
  async function (this: BulkheadWorld, index: number, size: number) {
    const name = `VF BAR${index}`;
    const { value: was } = await readField(this, PF, name);
    await writeField(this, PF, name, 0xffffffff);
    const { value: mask } = await readField(this, PF, name);
    await writeField(this, PF, name, was);
    expect((~(mask & 0xfffffff0) + 1) >>> 0, `the size that ${name} probes to`).to.equal(size);
  },
);

Then(
  'the BAR {int} slices of all VFs are disjoint, of equal size and aligned to their size',
  example('Then the BAR 0 slices of all VFs are disjoint, of equal size and aligned to their size'),
  async function (this: BulkheadWorld, index: number) {
    const slices = adapterOf(await this.view()).vfs.map((each) =>
      each.bars.find((bar) => bar.index === index),
    );
    expect(slices.length, 'VFs of the adapter').to.be.greaterThan(1);
    const [first] = slices;
    for (const [at, slice] of slices.entries()) {
      expect(slice?.base, `the base of slice ${at + 1}`).to.equal(
        (first?.base ?? NaN) + at * (first?.size ?? NaN),
      );
      expect(slice?.size, `the size of slice ${at + 1}`).to.equal(first?.size);
      expect((slice?.base ?? NaN) % (slice?.size ?? NaN), `slice ${at + 1} is aligned`).to.equal(0);
    }
  },
);

Then(
  'the slice of {vf} in BAR {int} is {hex} to {hex}',
  example('Then the slice of VF 3 in BAR 0 is 0xE0008000 to 0xE000BFFF'),
  async function (this: BulkheadWorld, vf: VfRef, index: number, first: number, last: number) {
    const slice = functionInTestbed(await this.view(), { kind: 'vf', vf })?.bars.find(
      (bar) => bar.index === index,
    );
    const base = slice?.base ?? NaN;
    expect(
      `${hex(base)} to ${hex(base + (slice?.size ?? NaN) - 1)}`,
      `the slice of ${vfRefName(vf)} in BAR ${index}`,
    ).to.equal(`${hex(first)} to ${hex(last)}`);
  },
);

When(
  '{hex} is written to the address {hex}',
  example('When 0x5DC is written to the address 0xE0008008'),
  async function (this: BulkheadWorld, value: number, address: number) {
    await this.attempt({ kind: 'memory-write', address, value });
  },
);

async function claimed(world: BulkheadWorld, address: number): Promise<boolean> {
  const done = await world.probe({ kind: 'memory-read', address });
  return !(done.value as unknown as { unsupportedRequest: boolean }).unsupportedRequest;
}

Then(
  'the address {hex} is not claimed',
  example('Then the address 0xE0020000 is not claimed'),
  async function (this: BulkheadWorld, address: number) {
    expect(await claimed(this, address), `a function claims the address ${hex(address)}`).to.equal(false);
  },
);

When(
  '{hex} is written to register {hex} of BAR {int} of {function}',
  example('When 0x1 is written to register 0x40 of BAR 0 of VF 1'),
  async function (this: BulkheadWorld, value: number, offset: number, bar: number, of: FunctionRef) {
    await this.attempt({ kind: 'register-write', function: of, bar, offset, value });
  },
);

async function registerOf(
  world: BulkheadWorld,
  of: FunctionRef,
  bar: number,
  offset: number,
): Promise<number> {
  const done = await world.probe({ kind: 'register-read', function: of, bar, offset });
  return (done.value as unknown as { value: number }).value;
}

Then(
  'register {hex} of BAR {int} of {function} reads {hex}',
  example('Then register 0x40 of BAR 0 of VF 1 reads 0x1'),
  async function (this: BulkheadWorld, offset: number, bar: number, of: FunctionRef, value: number) {
    expect(
      hex(await registerOf(this, of, bar, offset)),
      `register ${hex(offset)} of BAR ${bar} of ${functionRefName(of)}`,
    ).to.equal(hex(value));
  },
);

Then(
  'register {hex} of BAR {int} of {function} does not read {hex}',
  example('Then register 0x40 of BAR 0 of VF 1 does not read 0x0'),
  async function (this: BulkheadWorld, offset: number, bar: number, of: FunctionRef, value: number) {
    expect(
      hex(await registerOf(this, of, bar, offset)),
      `register ${hex(offset)} of BAR ${bar} of ${functionRefName(of)}`,
    ).not.to.equal(hex(value));
  },
);

async function sliceAddress(world: BulkheadWorld, index: number, bar: number): Promise<number> {
  const first = adapterOf(await world.view()).vfs[0]?.bars.find((each) => each.index === bar);
  expect(first?.base, `the base of the slice of VF 1 in BAR ${bar}`).to.be.a('number');
  return (first?.base ?? 0) + (index - 1) * (first?.size ?? 0);
}

Then(
  'slice {int} of VF BAR {int} is not claimed',
  example('Then slice 5 of VF BAR 0 is not claimed'),
  async function (this: BulkheadWorld, index: number, bar: number) {
    const address = await sliceAddress(this, index, bar);
    expect(await claimed(this, address), `a function claims slice ${index}`).to.equal(false);
  },
);

Then(
  'slice {int} of VF BAR {int} is claimed',
  example('Then slice 2 of VF BAR 0 is claimed'),
  async function (this: BulkheadWorld, index: number, bar: number) {
    const address = await sliceAddress(this, index, bar);
    expect(await claimed(this, address), `a function claims slice ${index}`).to.equal(true);
  },
);

// ---------------------------------------------------------------- resets and power

When(
  '{function} gets a function level reset',
  example('When VF 1 gets a function level reset'),
  async function (this: BulkheadWorld, of: FunctionRef) {
    await this.attempt({ kind: 'function-level-reset', function: of });
  },
);

When(
  'the adapter gets a conventional reset',
  example('When the adapter gets a conventional reset'),
  async function (this: BulkheadWorld) {
    await this.attempt({ kind: 'conventional-reset' });
  },
);

When(
  'memory does not answer the reads of {function}',
  example('When memory does not answer the reads of the VF of "web"'),
  async function (this: BulkheadWorld, of: FunctionRef) {
    await this.attempt({ kind: 'hold-completions', function: of, hold: true });
  },
);

When(
  'memory answers the reads of {function} again',
  example('When memory answers the reads of the VF of "web" again'),
  async function (this: BulkheadWorld, of: FunctionRef) {
    await this.attempt({ kind: 'hold-completions', function: of, hold: false });
  },
);

When(
  'the link goes {word}',
  example('When the link goes down'),
  async function (this: BulkheadWorld, word: string) {
    const up = oneOf('where a link can go', ['up', 'down'], word) === 'up';
    await this.attempt({ kind: 'set-link', up });
  },
);

// ---------------------------------------------------------------- configuration space, in a guest

When(
  'the guest of {partition} writes {hex} to {field} of its VF',
  example('When the guest of "web" writes 0x0 to "Bus Master Enable" of its VF'),
  async function (this: BulkheadWorld, partition: string, value: number, field: string) {
    await writeField(this, vfOf(partition), field, value, 'guest');
  },
);

When(
  'the guest of {partition} reads {field} of its VF',
  example('When the guest of "web" reads "Vendor ID" of its VF'),
  async function (this: BulkheadWorld, partition: string, field: string) {
    const what = configField(field);
    expect(what.within, 'a field of the header').to.equal('header');
    await this.attempt({
      kind: 'config-read',
      function: vfOf(partition),
      by: 'guest',
      offset: what.offset,
      width: what.width,
    });
  },
);

Then(
  'the guest of {partition} finds {hex} in {field} of its VF',
  example('Then the guest of "web" finds 0x8086 in "Vendor ID" of its VF'),
  async function (this: BulkheadWorld, partition: string, value: number, field: string) {
    const got = await readField(this, vfOf(partition), field, 'guest');
    expect(hex(got.value), `"${field}" as the guest of "${partition}" reads it`).to.equal(hex(value));
  },
);

When(
  'the guest of {partition} writes {hex} to every dword of its configuration space',
  example('When the guest of "web" writes 0xFFFFFFFF to every dword of its configuration space'),
  async function (this: BulkheadWorld, partition: string, value: number) {
    for (let offset = 0; offset < 0x1000; offset += 4) {
      await this.attempt({
        kind: 'config-write',
        function: vfOf(partition),
        by: 'guest',
        offset,
        width: 4,
        value,
      });
      if (this.theDeed().outcome.kind === 'refused') this.refusal();
    }
  },
);

/** Everything in the PF's SR-IOV capability, as text, for "is unchanged". */
async function capabilityDump(world: BulkheadWorld): Promise<string> {
  const read = reader(world, PF, 'bus');
  const start = await findCapability(read, 0x0010, true);
  expect(start, 'the SR-IOV capability of the PF').to.be.a('number');
  const words: string[] = [];
  for (let offset = 0; offset < 0x40; offset += 4)
    words.push(hex((await read((start ?? 0) + offset, 4)).value));
  return words.join(' ');
}

Given(
  'the SR-IOV capability of the PF is remembered',
  example('Given the SR-IOV capability of the PF is remembered'),
  async function (this: BulkheadWorld) {
    this.remembered.set('capability', await capabilityDump(this));
  },
);

Then(
  'the SR-IOV capability of the PF is as remembered',
  example('Then the SR-IOV capability of the PF is as remembered'),
  async function (this: BulkheadWorld) {
    expect(this.remembered.has('capability'), 'a remembered SR-IOV capability').to.equal(true);
    expect(await capabilityDump(this), 'the SR-IOV capability of the PF').to.equal(
      this.remembered.get('capability'),
    );
  },
);

Then(
  'the host enables {int} VF(s) at most',
  example('Then the host enables 8 VFs at most'),
  async function (this: BulkheadWorld, count: number) {
    expect(adapterOf(await this.view()).numVfs, 'VFs enabled').to.be.at.most(count);
  },
);
