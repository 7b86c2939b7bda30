@system
@needs:vf-path
Feature: The virtualization stack decides which port gets a VF

  Rule: Only a port of an SR-IOV switch over an SR-IOV adapter can have a VF

    @rule:XSW-IOV-01
    @needs:private-switches
    Scenario Outline: On <switch> no weight brings a VF
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And <switch>
      And these partitions are running:
        | partition | MAC address       | switch | weight |
        | web       | 00-15-5D-00-00-01 | Lan    | 100    |
        | db        | 00-15-5D-00-00-02 | Lan    | 100    |
      Then "web" holds no VF
      And the port of "web" has no VF assigned
      And "web" and "db" exchange frames
      When a VF is attached to "web"
      Then it is refused
      And nothing has changed

      Examples:
        | switch                              |
        | a private extensible switch "Lan"   |
        | an internal extensible switch "Lan" |

    @rule:XSW-IOV-12
    Scenario: Without the SR-IOV setting of the switch none of its ports gets a VF
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1" without SR-IOV
      And these partitions are running:
        | partition | MAC address       | weight |
        | web       | 00-15-5D-00-00-01 | 100    |
        | db        | 00-15-5D-00-00-02 | 1      |
      Then exactly 0 partitions hold a VF
      And the port of "web" has no VF assigned
      And "web" and "db" exchange frames
      When a VF is attached to "web"
      Then it is refused
      And nothing has changed

    @rule:XSW-IOV-36
    Scenario: An emulated adapter gets no VF
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | weight | adapter kind |
        | old       | 00-15-5D-00-00-01 | 100    | emulated     |
        | web       | 00-15-5D-00-00-02 | 100    | synthetic    |
      Then "old" holds no VF
      And the port of "old" has no VF assigned
      And the port of "web" has a VF assigned
      And "old" and "web" exchange frames

  Rule: The weight of a port switches its VF on and off

    Background:
      Given an SR-IOV adapter "NIC1" with 2 VFs
      And the extensible switch "External" is bound to "NIC1"

    @rule:XSW-IOV-10
    @rule:XSW-IOV-09
    Scenario Outline: A VM with weight <weight> uses the <path> path
      Given these partitions are running:
        | partition | MAC address       | weight   |
        | web       | 00-15-5D-00-00-01 | <weight> |
      Then "web" uses the <path> path
      And "web" and "outside" exchange frames

      Examples:
        | weight | path      |
        | 0      | synthetic |
        | 1      | VF        |
        | 100    | VF        |

    @rule:XSW-IOV-10
    Scenario: A weight that a running VM is given brings a VF, and 0 takes it away
      Given these partitions are running:
        | partition | MAC address       | weight |
        | web       | 00-15-5D-00-00-01 | 0      |
      When the SR-IOV weight of "web" is set to 100
      Then "web" uses the VF path
      And the port of "web" has a VF assigned
      When the SR-IOV weight of "web" is set to 0
      Then "web" uses the synthetic path
      And "web" holds no VF
      And the port of "web" has no VF assigned
      And VF 1 is not allocated
      And "web" and "outside" exchange frames

    @rule:XSW-IOV-10
    Scenario: A weight above 100 is no weight
      Given these partitions are running:
        | partition | MAC address       | weight |
        | web       | 00-15-5D-00-00-01 | 0      |
      When the SR-IOV weight of "web" is set to 101
      Then it is refused
      And nothing has changed

    @rule:XSW-IOV-22
    Scenario: The VM that comes when all VFs are taken works on the synthetic path
      Given these partitions are running:
        | partition | MAC address       | VLAN | weight |
        | web       | 00-15-5D-00-00-01 | 10   | 50     |
        | db        | 00-15-5D-00-00-02 | 10   | 50     |
        | late      | 00-15-5D-00-00-03 | 10   | 50     |
      Then exactly 2 partitions hold a VF
      And "late" uses the synthetic path
      And "late" and "web" exchange frames
      And "late" and "outside" exchange frames
      And "web" and "db" exchange frames

    @rule:XSW-IOV-23
    @rule:XSW-IOV-10
    Scenario: A VM with a higher weight takes the VF of the lowest, which goes on over the switch
      Given these partitions are running:
        | partition | MAC address       | VLAN | weight |
        | web       | 00-15-5D-00-00-01 | 10   | 50     |
        | db        | 00-15-5D-00-00-02 | 10   | 20     |
        | late      | 00-15-5D-00-00-03 | 10   | 20     |
      When the SR-IOV weight of "late" is set to 90
      Then "late" uses the VF path
      And "web" uses the VF path
      And "db" uses the synthetic path
      And the port of "db" has no VF assigned
      And "db" and "late" exchange frames
      And "db" and "outside" exchange frames

  Rule: A VF goes with the connection of its adapter

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |

    @rule:XSW-IOV-44
    Scenario: A disconnected adapter keeps no VF by which its guest could still send
      Given "web" and "db" exchange frames
      When the network adapter of "web" is disconnected
      Then "web" holds no VF
      And VF 1 is not allocated
      And the adapter has 2 VPorts
      When "web" sends a frame to "db" over the VF path
      Then nobody receives the frame
      When "web" sends a frame to "outside" over the synthetic path
      Then nobody receives the frame
      When "db" sends a frame to "web"
      Then "web" does not receive the frame

    @rule:XSW-IOV-43
    @needs:private-switches
    Scenario: An adapter that moves to another switch leaves its VF behind
      Given a private extensible switch "Private"
      When the network adapter of "web" is connected to "Private"
      Then "web" holds no VF
      And VF 1 is not allocated
      When "web" sends a frame to "db"
      Then "db" does not receive the frame
      And the frame is dropped because of "no due receiver"
      And "db" and "outside" exchange frames

    @rule:XSW-IOV-43
    Scenario: An adapter that moves to the switch of another physical adapter gets a VF of that one
      Given an SR-IOV adapter "NIC2" with 2 VFs
      And the extensible switch "Second" is bound to "NIC2"
      When the network adapter of "web" is connected to "Second"
      Then "web" uses the VF path
      And VF 1 of adapter "NIC1" is not allocated
      And VF 1 of adapter "NIC2" is allocated to "web"
      And "web" and "outside" exchange frames

    @rule:XSW-IOV-47
    Scenario: When its switch is deleted no VF stays with a VM
      When the extensible switch "External" is deleted
      Then exactly 0 partitions hold a VF
      And VF 1 is not allocated
      And VF 2 is not allocated

  Rule: What the NIC switch cannot enforce keeps a port off its VF

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | weight |
        | web       | 00-15-5D-00-00-01 | 10   | 100    |
        | db        | 00-15-5D-00-00-02 | 10   | 100    |

    @rule:XSW-IOV-39
    @needs:port-policies
    Scenario Outline: Under <policy> a VM has no VF and its <message> is held back
      Given "web" uses the VF path
      When <policy> is turned on for "web"
      Then "web" uses the synthetic path
      And the port of "web" has no VF assigned
      When "web" sends a <message>
      Then nobody receives the frame
      When <policy> is turned off for "web"
      Then "web" uses the VF path
      And "web" and "db" exchange frames

      Examples:
        | policy       | message              |
        | DHCP guard   | DHCP offer           |
        | router guard | router advertisement |

    @rule:XSW-IOV-39
    @needs:port-policies
    Scenario: Under a storm limit or a mirror a VM has no VF
      When the storm limit of "web" is set to 10 frames per second
      Then "web" uses the synthetic path
      When the storm limit of "web" is set to 0 frames per second
      Then "web" uses the VF path
      When the port of "web" is mirrored to "db"
      Then "web" uses the synthetic path
      And "db" uses the VF path

    @rule:XSW-IOV-15
    @rule:XSW-OFFLOAD-13
    @needs:port-policies
    Scenario: Where a device lets policies rest, frames on the VF path escape them
      Given an SR-IOV adapter "NIC2" with these settings:
        | setting             | value     |
        | unenforceablePolicy | suspended |
      And the extensible switch "Lax" is bound to "NIC2"
      And these partitions are running:
        | partition | MAC address       | VLAN | weight | switch |
        | guest     | 00-15-5D-00-00-11 | 10   | 100    | Lax    |
        | other     | 00-15-5D-00-00-12 | 10   | 0      | Lax    |
      When the port of "guest" gets these access control rules:
        | action | direction |
        | deny   | out       |
      Then "guest" uses the VF path
      When "guest" sends a frame to "other"
      Then "other" receives the frame
      When the VF of "guest" is detached
      And "guest" sends a frame to "other"
      Then nobody receives the frame
      And the frame is dropped because of "policy denied"
