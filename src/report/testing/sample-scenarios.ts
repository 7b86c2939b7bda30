import type { Evidence } from '../../terms/evidence';
import type { SyntheticScenario, SyntheticStep } from './synthetic-messages';

/** One scenario of every class, on a testbed like those of the suite, with two findings to look at. */

export const TOPOLOGY: Evidence = {
  kind: 'topology',
  adapters: [
    {
      adapter: 'NIC1',
      vfs: [
        { name: 'VF 1', holder: 'web' },
        { name: 'VF 2', holder: 'db' },
        { name: 'VF 3', holder: 'payroll' },
      ],
    },
  ],
  switches: [
    {
      switch: 'External',
      type: 'external',
      adapter: 'NIC1',
      ports: ['NIC1', 'management OS', 'web', 'db', 'legacy', 'payroll', 'archive'],
    },
  ],
  partitions: [
    { partition: 'web', path: 'VF', vf: 'VF 1', mac: '00-15-5D-00-00-01', vlan: 10, switch: 'External' },
    { partition: 'db', path: 'VF', vf: 'VF 2', mac: '00-15-5D-00-00-02', vlan: 10, switch: 'External' },
    { partition: 'legacy', path: 'synthetic', mac: '00-15-5D-00-00-03', vlan: 10, switch: 'External' },
    { partition: 'payroll', path: 'VF', vf: 'VF 3', mac: '00-15-5D-00-00-04', vlan: 20, switch: 'External' },
    { partition: 'archive', path: 'synthetic', mac: '00-15-5D-00-00-05', vlan: 20, switch: 'External' },
  ],
  outside: ['outside'],
};

const ACTORS = ['VF', 'PF for one VF', 'PF for one partition', 'PF for all', 'partition', 'wire'];
const VICTIMS = ['the actor itself', 'another VF', 'another partition', 'PF', 'wire'];

export const watch = (laws: readonly string[], rulings: readonly string[] = []): Evidence => ({
  kind: 'watch',
  target: 'reference',
  matrix: Object.fromEntries(
    ACTORS.flatMap((actor, index) => VICTIMS.map((victim) => [`${actor} > ${victim}`, index + 2])),
  ),
  actions: 11,
  snapshots: 12,
  deliveriesCompared: 3,
  laws,
  rulings,
});

const BACKGROUND: readonly SyntheticStep[] = [
  { keyword: 'Given', text: 'an SR-IOV adapter "NIC1" with 8 VFs' },
  { keyword: 'And', text: 'the extensible switch "External" is bound to "NIC1"' },
  {
    keyword: 'And',
    text: 'these partitions are running:',
    table: [
      ['partition', 'MAC address', 'VLAN', 'path'],
      ['web', '00-15-5D-00-00-01', '10', 'VF'],
      ['db', '00-15-5D-00-00-02', '10', 'VF'],
      ['legacy', '00-15-5D-00-00-03', '10', 'synthetic'],
    ],
  },
];
const when = (text: string, more: Partial<SyntheticStep> = {}): SyntheticStep => ({
  keyword: 'When',
  text,
  ...more,
});
const then = (text: string, more: Partial<SyntheticStep> = {}): SyntheticStep => ({
  keyword: 'Then',
  text,
  ...more,
});
const skipped = { status: 'SKIPPED' } as const;

const DELIVERY = 'features/isolation/delivery.feature';
const RESET = 'features/isolation/reset-and-power.feature';

const PASSED: SyntheticScenario = {
  uri: DELIVERY,
  line: 29,
  feature: 'A frame reaches exactly those to whom it is due',
  name: 'The path between web and db',
  tags: [
    '@system',
    '@isolation',
    '@rule:ISO-LAW-06',
    '@rule:PATH-VF-05',
    '@rule:ARCH-COMP-03',
    '@rule:FORWARD-LOOKUP-03',
  ],
  steps: [
    ...BACKGROUND,
    when('"web" sends a frame to "db"'),
    then('the frame takes the path "web > VF 1 > NIC switch > VF 2 > db"'),
  ],
  evidence: [
    {
      kind: 'traces',
      traces: [{ token: 'f1', path: 'web > VF 1 > NIC switch > VF 2 > db', end: 'delivered' }],
    },
    TOPOLOGY,
    watch(['ISO-LAW-01', 'ISO-LAW-06', 'ISO-LAW-09'], ['ruling 2']),
  ],
};

const EXPECTED = 'web > VF 1 > NIC switch > VF 2 > db';
const ACTUAL = 'web > VF 1 > NIC switch > default VPort > PF > External > legacy';
const WRONG_PATH: SyntheticScenario = {
  ...PASSED,
  line: 30,
  name: 'The path between web and db after a filter was moved',
  tags: ['@system', '@rule:PATH-VF-05', '@rule:PATH-VF-06', '@rule:FILTER-MOVE-02'],
  steps: [
    ...BACKGROUND,
    when('"web" sends a frame to "db"'),
    then(`the frame takes the path "${EXPECTED}"`, {
      status: 'FAILED',
      error: {
        type: 'not as expected',
        message: `the frame took another path\n  expected: web > VF 1 > NIC switch > VF 2 > db\n  actual:   web > VF 1 > NIC switch > default VPort > PF > External > legacy\n                                   ^ first difference\n  what became of it:\n    f1: ${ACTUAL}  [delivered]`,
      },
    }),
    then('nobody else receives it', skipped),
  ],
  evidence: [
    {
      kind: 'traces',
      traces: [
        { token: 'f1', path: ACTUAL, end: 'delivered' },
        {
          token: 'f1',
          path: 'web > VF 1 > NIC switch',
          end: 'dropped',
          reason: 'no-due-receiver',
          rule: 'FORWARD-LOOKUP-03',
        },
      ],
    },
    { kind: 'expectation', sentence: 'the frame takes the path', expected: EXPECTED, actual: ACTUAL },
    TOPOLOGY,
    watch(['ISO-LAW-01']),
  ],
};

const LEAK = '"web" sends f2 by VF 1 changed statistics of VF 3: "frames in" was 4, is 5';
const LEAKY_RESET: SyntheticScenario = {
  uri: RESET,
  line: 14,
  feature: 'Resetting a VF leaves its neighbours alone',
  name: 'A reset in the middle of a conversation',
  tags: ['@system', '@isolation', '@rule:ISO-LAW-02', '@rule:VF-RESET-02'],
  steps: [
    ...BACKGROUND,
    when('the VF of "web" is reset', {
      status: 'FAILED',
      error: {
        type: 'isolation violated',
        message: `ISO-LAW-02: reset of VF 1 by the PF on behalf of VF 1 changed interrupts of VF 2: "MSI-X vector 0 mask" was false, is true\nISO-LAW-06: ${LEAK}`,
      },
    }),
    then('no function but the VF of "web" was affected', skipped),
  ],
  evidence: [
    {
      kind: 'finding',
      finding: {
        kind: 'state',
        law: 'ISO-LAW-02',
        actor: 'pf↓vf:0',
        victim: 'vf:1',
        action: 'reset of VF 1',
        sentence:
          'reset of VF 1 by the PF on behalf of VF 1 changed interrupts of VF 2: "MSI-X vector 0 mask" was false, is true',
        identity: 'auditor/ISO-LAW-02/reset-vf/other VF/interrupts',
        facet: 'interrupts',
        cell: 'MSI-X vector 0 mask',
        was: false,
        is: true,
      },
    },
    {
      kind: 'finding',
      finding: {
        kind: 'delivery',
        law: 'ISO-LAW-06',
        fault: 'unexpected',
        actor: 'vf:0',
        victim: 'partition:payroll',
        action: '"web" sends f2',
        sentence: 'frame f2 from web, sent by VF 1, reached payroll, where it was not due',
        identity: 'path oracle/ISO-LAW-06/send/other partition/unexpected',
        token: 'f2',
        due: [EXPECTED],
        actual: ['web > VF 1 > NIC switch > VF 3 > payroll'],
        traces: ['web > VF 1 > NIC switch > VF 3 > payroll'],
      },
    },
    {
      kind: 'difference',
      changes: [
        { owner: 'VF 2', facet: 'interrupts', cell: 'MSI-X vector 0 mask', was: false, is: true },
        { owner: 'VF 2', facet: 'rings', cell: 'receive head', was: 12, is: 0 },
        { owner: 'the PF', facet: 'config', cell: 'Command', was: '0x0406', is: '0x0402' },
      ],
    },
    TOPOLOGY,
    watch(['ISO-LAW-02']),
  ],
};

const other = (name: string, line: number, changes: Partial<SyntheticScenario>): SyntheticScenario => ({
  uri: 'features/driver/requests.feature',
  feature: 'Requests to the PF driver',
  line,
  name,
  tags: ['@driver', '@rule:VF-FREE-06'],
  ...changes,
});

export const SAMPLE_SCENARIOS: readonly SyntheticScenario[] = [
  PASSED,
  WRONG_PATH,
  { ...WRONG_PATH, line: 31, name: 'The path between db and web after a filter was moved' },
  {
    ...PASSED,
    line: 48,
    name: 'A broadcast goes once to everyone of its VLAN',
    tags: ['@system', '@rule:ISO-LAW-06', '@rule:PATH-VF-06', '@rule:FORWARD-DEFAULT-03'],
  },
  LEAKY_RESET,
  other('Migration keeps the address', 8, {
    tags: ['@rule:PATH-VF-07', '@rule:VF-ATTACH-01'],
    steps: [...BACKGROUND, when('"web" is migrated to "Host 2"', skipped)],
    evidence: [
      { kind: 'not-applicable', capability: 'migration', reason: 'the target has one host' },
      TOPOLOGY,
      watch([]),
    ],
  }),
  other('The environment goes away', 12, {
    steps: [
      ...BACKGROUND,
      when('"web" is started', {
        status: 'FAILED',
        error: { type: 'Error', message: 'the environment broke: the emulator has ended' },
      }),
    ],
  }),
  other('A request that nobody has written', 16, {
    steps: [when('the stack does what is not written yet', { status: 'PENDING' })],
  }),
  other('A request with a typo', 20, {
    steps: [when('the stack requets OID_NIC_SWITCH_FREE_VF', { status: 'UNDEFINED' })],
  }),
  other('A request that two sentences fit', 24, {
    steps: [when('the stack requests it', { status: 'AMBIGUOUS' })],
  }),
  other('A mistake in a name', 28, {
    steps: [
      when('"wbe" sends a frame', {
        status: 'FAILED',
        error: {
          type: 'mistake in the feature',
          message: 'there is no partition "wbe" (did you mean "web"?)',
        },
      }),
    ],
  }),
  other('A hook that fails', 32, {
    after: { text: '', status: 'FAILED', error: { type: 'Error', message: 'the target did not close' } },
  }),
  other('Left out', 36, { steps: [when('it is skipped', skipped)] }),
  other('Flaky, then fine', 40, { failedAttempts: 1, tags: ['@driver', '@rule:VF-RESET-02'] }),
];
