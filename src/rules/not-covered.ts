/** Rules of the first release's families that no scenario answers for, each with the reason. The report prints them. */
export const NOT_COVERED: Readonly<Record<string, string>> = {
  'PCIE-VFE-05': 'an adapter of the model has one PF, and two adapters are not two PFs of one device',
  'PCIE-FLR-07': 'an adapter of the model has one PF, and two adapters are not two PFs of one device',
  'PCIE-RID-09': 'with one PF an adapter, "all PFs on the captured bus" cannot be false',
  'PCIE-FLR-08': 'time is not modelled: a reset is over when the write returns',
  'VPORT-DELETE-09': 'shared memory of PF VPorts is taken and given back, but no byte is written into it',
  'VPORT-FLOW-10': 'there is no VMQ interface',
  'VPORT-FLOW-12': 'there are no NdisMNetPnPEvent events',
  'VF-FREE-13':
    'its list contradicts VF-FREE-04 to 06 (ruling 12), and a miniport reset is one step, so that no request can fall into it',
  'VF-FREE-14': 'the driver of the model completes FREE_VF at once and never pends it',
  'XSW-FWD-05':
    'a switch of the model has one physical adapter, and a NicIndex does not show in a frame’s path',
  'XSW-IOV-02':
    'receive side scaling and the binding to TCP/IP are not modelled; the SR-IOV half is shown by XSW-IOV-03 and 04',
  'FILTER-SET-17': 'a filter is set in one step, so that no indication can come before completion',
  'FILTER-MATCH-10': 'encapsulated packets are not parsed; the adapter refuses the flag',
  'FORWARD-ISOLATE-05':
    'received buffers are copies, so that a guest cannot change one while it is being received',
};
