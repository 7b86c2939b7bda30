/** What the machine shows and the observation does not hold, each with its reason. Printed with the target's limits. */
export const LEFT_OUT: readonly { readonly what: string; readonly reason: string }[] = [
  {
    what: 'timers of a bridge and its ports (hello, ageing, forward delay, garbage collection)',
    reason: 'they run by themselves',
  },
  {
    what: 'ages of forwarding entries, and entries that were learned',
    reason: 'they come and go by themselves; the bridges of the kit learn nothing',
  },
  {
    what: 'carrier of a bridge',
    reason: 'it follows from its ports, which are compared',
  },
  {
    what: 'interface indexes, queueing disciplines, numbers of queues',
    reason: 'the kernel gives them out in the order of events; nothing that a function does depends on them',
  },
  {
    what: 'status registers, pending bits and error logs of configuration spaces',
    reason: 'they are set by events outside any action, and some are cleared by reading',
  },
  {
    what: 'counters of VFs as the PF driver tells them',
    reason:
      'drivers refresh them once in a while, and some never; the counters of the VF’s own device are compared',
  },
  {
    what: 'multicast counters and the kinds of errors',
    reason:
      'drivers differ in when they add them up; frames, bytes, drops and the sum of errors are compared',
  },
  {
    what: 'registers, rings and mailboxes of functions',
    reason: 'they belong to the drivers that are bound; reading some of them clears them',
  },
  {
    what: 'memory of guests and of the host',
    reason: 'guests are namespaces of one kernel',
  },
  {
    what: 'the device of a VF while its namespace is not swept',
    reason: 'reading takes its time; sampled, and all of them at the end of a scenario',
  },
];
