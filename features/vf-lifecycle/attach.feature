@system
@needs:vf-path
Feature: A partition gets its VF step by step, and uses it only when the last step is done

  Rule: Until the VF path is complete the partition is on the synthetic path

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | synthetic |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |

    @rule:VF-ATTACH-01
    @rule:VF-ATTACH-16
    @rule:VF-ATTACH-04
    @rule:VF-ATTACH-05
    Scenario Outline: A VF in state <state> carries nothing of the partition yet
      Given a VF is attached to "web" as far as state <state>
      When "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > External > web"
      And "web" uses the synthetic path
      And the filter of "web" is on the default VPort
      And the guest of "web" sees the devices "VM network adapter"
      And NetVSC of "web" is not bound to the VF driver
      When "web" sends a frame to "outside"
      Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"

      Examples:
        | state     |
        | ALLOCATED |
        | PORTED    |

    @rule:VF-ATTACH-01
    @rule:VF-ATTACH-21
    @rule:PATH-FAILOVER-10
    Scenario Outline: With its filters on the VF's VPort and no driver yet (<state>) a guest sends by the synthetic path, and what comes for it is declared lost
      Given a VF is attached to "web" as far as state <state>
      When "web" sends a frame to "outside"
      Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"
      And "web" uses the synthetic path
      When "outside" sends a frame to "web"
      Then "web" does not receive the frame
      And the frame is dropped because of "declared failover loss"
      When a VF is attached to "web"
      And "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > VF 2 > web"
      And "web" uses the VF path

      Examples:
        | state    |
        | FILTERED |
        | EXPOSED  |

    @rule:VF-ATTACH-04
    @rule:VF-ATTACH-05
    Scenario Outline: The guest's devices when the VF is <state>
      When a VF is attached to "web" as far as state <state>
      Then the guest of "web" sees the devices "<devices>"
      And "web" holds VF 2
      And VF 2 is in state <state>

      Examples:
        | state     | devices                                |
        | ALLOCATED | VM network adapter                     |
        | PORTED    | VM network adapter                     |
        | FILTERED  | VM network adapter                     |
        | EXPOSED   | VM network adapter, VF network adapter |
        | ACTIVE    | VM network adapter, VF network adapter |

    @rule:VF-ATTACH-02
    Scenario: Without a VF there is nothing to show to a guest
      When the virtualization stack exposes the VF of "web" to its guest
      Then it is refused
      And nothing has changed
      And the guest of "web" sees the devices "VM network adapter"

    @rule:VF-ATTACH-03
    @rule:VF-ATTACH-04
    Scenario: A VF without a VPort is not shown to a guest
      Given a VF is attached to "web" as far as state ALLOCATED
      When the virtualization stack exposes the VF of "web" to its guest
      Then it is refused
      And nothing has changed
      And the guest of "web" sees the devices "VM network adapter"

    @rule:VF-ATTACH-05
    Scenario: A VF whose VPort has no filters yet is not shown to a guest
      Given a VF is attached to "web" as far as state PORTED
      When the virtualization stack exposes the VF of "web" to its guest
      Then it is refused
      And nothing has changed
      And the guest of "web" sees the devices "VM network adapter"

    @rule:VF-ATTACH-14
    @rule:PATH-VF-08
    @needs:counters
    Scenario: Frames follow the filters from the default VPort to the VF's
      Given a VF is attached to "web"
      When "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > VF 2 > web"
      And the default VPort counts 0 more frames in
      And VPort 2 counts 1 more frame in
      And the filter of "web" is on VPort 2
      When "db" sends a frame to "web"
      Then the frame takes the path "db > VF 1 > NIC switch > VF 2 > web"

    @rule:VF-ATTACH-16
    @rule:PATH-SYN-03
    @needs:counters
    Scenario: Without a VF the default VPort holds the filter of a partition
      When "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > External > web"
      And the default VPort counts 1 more frame in
      And the filter of "web" is on the default VPort

    @rule:VF-ATTACH-21
    @rule:VF-ATTACH-09
    @rule:VF-ATTACH-08
    Scenario: A guest that starts its VF driver late goes over to the VF path then, not before
      Given these partitions are running:
        | partition | MAC address       | VLAN | path | guest             |
        | late      | 00-15-5D-00-00-05 | 10   | VF   | without vf driver |
      And "late" uses the synthetic path
      And NetVSC of "late" is not bound to the VF driver
      When the VF driver of "late" is initialized
      Then "late" uses the VF path
      And NetVSC of "late" is bound to the VF driver
      When "late" sends a frame to "outside"
      Then the frame takes the path "late > VF 2 > NIC switch > physical port"

  Rule: A VF serves one partition at a time

    Background:
      Given an SR-IOV adapter "NIC1" with 1 VF
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | synthetic |

    @rule:VF-ATTACH-18
    Scenario: What another partition holds cannot be attached
      When a VF is attached to "db"
      Then it is refused
      And VF 1 is allocated to "web"
      And "db" holds no VF
      And "web" uses the VF path
      And "db" uses the synthetic path
      And "web" and "db" exchange frames

    @rule:VF-ATTACH-18
    Scenario: A partition that has a VF gets no second one
      When a VF is attached to "web"
      Then it is refused
      And nothing has changed

    @rule:VF-ATTACH-18
    @rule:VF-ATTACH-20
    @rule:PATH-FAILOVER-08
    Scenario: After it was detached from the first partition it serves the second, and the first no more
      Given the VF of "web" is detached
      When a VF is attached to "db"
      Then "db" holds VF 1
      And VF 1 is allocated to "db"
      And "web" holds no VF
      And the guest of "web" sees the devices "VM network adapter"
      And the guest of "db" sees the devices "VM network adapter, VF network adapter"
      When "outside" sends a frame to "db"
      Then the frame takes the path "outside > physical port > NIC switch > VF 1 > db"
      And nobody else receives it
      When "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > External > web"
      And no byte of the memory of "db" was written by others

  Rule: Who gets no VF keeps its network

    @rule:VF-ATTACH-19
    @rule:PATH-SYN-06
    Scenario: The partition beyond the last VF is served by the synthetic path
      Given an SR-IOV adapter "NIC1" with 2 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |
      When the partition is started:
        | partition | MAC address       | VLAN | path |
        | late      | 00-15-5D-00-00-03 | 10   | VF   |
      Then exactly 2 partitions hold a VF
      And "late" uses the synthetic path
      And "late" and "web" exchange frames
      And "late" and "db" exchange frames
      And "late" and "outside" exchange frames
      And "web" and "db" exchange frames
      And the guest of "late" sees the devices "VM network adapter"

    @rule:VF-ATTACH-17
    @rule:VF-ATTACH-03
    @rule:VF-ATTACH-22
    Scenario: With VFs left and no VPort left a partition stays on the synthetic path, and its VF is given back
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value |
        | VFs       | 4     |
        | maxVPorts | 2     |
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      When the partition is started:
        | partition | MAC address       | VLAN | path |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |
      Then "db" uses the synthetic path
      And "db" holds no VF
      And VF 2 is not allocated
      And the guest of "db" sees the devices "VM network adapter"
      And "db" and "web" exchange frames
      And "db" and "outside" exchange frames
