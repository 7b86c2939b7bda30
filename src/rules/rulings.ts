import type { Rule } from './rule';

/** A decision of ours where the sources contradict each other or are silent; the texts are in RULINGS.md. */
export interface Ruling {
  readonly number: number;
  readonly title: string;
  /** Rules whose verdicts rest on it. */
  readonly rules: readonly string[];
}

export const RULINGS: readonly Ruling[] = [
  { number: 1, title: 'Miss from the wire', rules: ['FORWARD-DEFAULT-03'] },
  { number: 2, title: 'Unicast from a VPort', rules: ['FORWARD-LOOKUP-03', 'FORWARD-LOOP-01'] },
  { number: 3, title: 'Broadcast', rules: ['PATH-VF-06'] },
  { number: 4, title: 'Multicast', rules: [] },
  { number: 5, title: 'VLAN of a VPort', rules: ['FILTER-VLAN-05', 'FILTER-VLAN-11', 'XSW-VLAN-14'] },
  { number: 6, title: 'MAC-only filter without that flag', rules: ['FILTER-VLAN-04'] },
  { number: 7, title: 'Anti-spoofing', rules: ['ISO-LAW-07', 'XSW-IOV-38'] },
  { number: 8, title: 'Same key (MAC, VLAN) on two VPorts', rules: ['ISO-LAW-11'] },
  { number: 9, title: 'Filter on a deactivated PF VPort', rules: ['FORWARD-LOOKUP-04', 'VPORT-STATE-08'] },
  { number: 10, title: 'Promiscuous mode', rules: [] },
  { number: 11, title: 'Physical link down', rules: [] },
  {
    number: 12,
    title: 'OID_NIC_SWITCH_FREE_VF',
    rules: ['VF-FREE-04', 'VF-FREE-05', 'VF-FREE-06', 'VF-FREE-10', 'VF-FREE-15', 'FSM-VF-25', 'FSM-VF-26'],
  },
  { number: 13, title: 'OID_SRIOV_RESET_VF with a VPort attached', rules: ['VF-RESET-12', 'FSM-VF-16'] },
  {
    number: 14,
    title: 'Exhaustion',
    rules: ['VF-ATTACH-17', 'FSM-VF-22', 'VPORT-CREATE-17', 'FILTER-SET-12'],
  },
  {
    number: 15,
    title: 'Second VPort on a VF, activation reversed, re-attachment, queue-pair change after creation',
    rules: ['VF-ATTACH-10', 'VPORT-STATE-06', 'VPORT-QUEUE-09', 'FSM-VF-24', 'VF-ATTACH-12'],
  },
  {
    number: 16,
    title: 'DELETE_VPORT with filters still set',
    rules: ['VPORT-DELETE-03', 'FSM-VF-30', 'ORDER-TEAR-03', 'VPORT-DEFAULT-03'],
  },
  { number: 17, title: 'VFId 0xFFFF', rules: ['VF-RESET-07'] },
  { number: 18, title: 'Order in attach', rules: ['PATH-FAILOVER-07', 'PATH-FAILOVER-10', 'XSW-IOV-31'] },
  { number: 19, title: 'Static creation', rules: ['SWITCH-CREATE-08'] },
  { number: 20, title: 'PF events under live VFs', rules: ['FSM-VF-15', 'FSM-VF-34'] },
  {
    number: 21,
    title: 'Block length 1 to 128 bytes inclusive, block ids 0 to 63',
    rules: ['BLOCK-MODEL-09', 'BLOCK-READ-05', 'BLOCK-WRITE-05'],
  },
  {
    number: 22,
    title: 'Invalidation masks are ORed until the VF driver has read them',
    rules: ['BLOCK-INVAL-05', 'BLOCK-INVAL-17'],
  },
  {
    number: 23,
    title: 'NumVFs written while VF Enable is set is ignored',
    rules: ['PCIE-NUMVFS-03', 'PCIE-NUMVFS-04', 'PCIE-NUMVFS-05', 'PCIE-FLR-06'],
  },
  { number: 24, title: 'BAR slices are sized for TotalVFs', rules: ['PCIE-VFBAR-02'] },
  { number: 25, title: 'NIC_DELETE and references', rules: [] },
  { number: 26, title: 'One internal adapter per switch', rules: ['XSW-SWITCH-05', 'XSW-FWD-17'] },
  {
    number: 27,
    title:
      'A port with ACLs, guards or mirroring that the NIC switch cannot enforce is not eligible for a VF while the policy is set (declarable',
    rules: ['XSW-IOV-39', 'PATH-VF-03', 'XSW-IOV-15'],
  },
  { number: 28, title: 'MOVE_FILTER is not open to veto by extensions', rules: ['EXT-VETO-01'] },
  {
    number: 29,
    title: 'Broadcast and multicast reach a guest once, on its active path',
    rules: ['XSW-IOV-40'],
  },
];

export const rulingsOf = (rule: Rule): readonly Ruling[] =>
  RULINGS.filter((ruling) => ruling.rules.includes(rule.id));
