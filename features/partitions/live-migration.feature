@needs:migration
@needs:several-hosts
Feature: A partition is migrated by the synthetic path, for a VF belongs to one adapter

  Rule: What the partition and its peers see

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs on host "Host 1"
      And the extensible switch "External" is bound to "NIC1"
      And an SR-IOV adapter "NIC2" with 1 VF on host "Host 2"
      And the extensible switch "Far" is bound to "NIC2"
      And these partitions are running:
        | partition | MAC address       | VLAN | path | host   |
        | web       | 00-15-5D-00-00-01 | 10   | VF   | Host 1 |
        | db        | 00-15-5D-00-00-02 | 10   | VF   | Host 1 |

    @system
    @rule:PATH-MIGR-02
    @rule:PATH-MIGR-03
    Scenario Outline: Where a VF is free the partition gets one of the new host's adapter: <from> to <to>
      When the partition "web" is migrated to host "Host 2"
      Then "web" uses the VF path
      And the guest of "web" sees the devices "VM network adapter, VF network adapter"
      And exactly 2 partitions hold a VF
      When "<from>" sends a frame to "<to>"
      Then the frame takes the path "<path>"
      And "<to>" receives the frame

      Examples:
        | from    | to      | path                                                                             |
        | web     | outside | web > VF 1 > NIC switch > physical port                                          |
        | outside | web     | outside > physical port > NIC switch > VF 1 > web                                |
        | web     | db      | web > VF 1 > NIC switch > physical port > physical port > NIC switch > VF 2 > db |
        | db      | web     | db > VF 2 > NIC switch > physical port > physical port > NIC switch > VF 1 > web |

    @system
    @rule:PATH-MIGR-03
    @rule:PATH-SYN-06
    Scenario: Where none is free it stays on the synthetic path, with its network
      Given these partitions are running:
        | partition | MAC address       | VLAN | path | host   |
        | far       | 00-15-5D-00-00-05 | 10   | VF   | Host 2 |
      When the partition "web" is migrated to host "Host 2"
      Then "web" uses the synthetic path
      And "web" holds no VF
      And "far" uses the VF path
      And the guest of "web" sees the devices "VM network adapter"
      When "web" sends a frame to "db"
      Then "db" receives the frame
      When "db" sends a frame to "web"
      Then the frame takes the path "db > VF 2 > NIC switch > physical port > physical port > NIC switch > default VPort > PF > Far > web"
      When "web" sends a frame to "far"
      Then the frame takes the path "web > Far > PF > default VPort > NIC switch > VF 1 > far"

    @system
    @rule:PATH-MIGR-02
    @rule:PATH-MIGR-03
    @isolation
    Scenario: The VF that it leaves behind is free for another partition
      When the partition "web" is migrated to host "Host 2"
      Then nothing of the VF of "db" has changed
      When the partition is started:
        | partition | MAC address       | VLAN | path | host   |
        | next      | 00-15-5D-00-00-06 | 10   | VF   | Host 1 |
      Then "next" holds VF 1
      When "outside" sends a frame to "next"
      Then the frame takes the path "outside > physical port > NIC switch > VF 1 > next"
      And nobody else receives it

    @system
    @rule:PATH-MIGR-03
    Scenario: It comes back to a VF of its first host
      Given the partition "web" is migrated to host "Host 2"
      When the partition "web" is migrated to host "Host 1"
      Then "web" uses the VF path
      And "web" and "db" exchange frames
      And "web" and "outside" exchange frames

    @system
    @rule:PATH-MIGR-01
    @rule:PATH-FAILOVER-01
    @rule:PATH-FAILOVER-03
    Scenario Outline: A conversation between <one> and <other> outlives the migration, declared losses apart
      Given a stream of 90 numbered frames runs from "<one>" to "<other>"
      And a stream of 90 numbered frames runs from "<other>" to "<one>"
      When the partition "web" is migrated to host "Host 2"
      Then the stream arrives once and in order, with at most 5 declared losses
      And "web" uses the VF path

      Examples:
        | one     | other |
        | outside | web   |
        | db      | web   |

    @system
    Scenario: To a host without a switch it cannot go, and stays as it is
      Given an SR-IOV adapter "NIC3" with 1 VF on host "Host 3"
      When the partition "web" is migrated to host "Host 3"
      Then it is refused
      And nothing has changed
      And "web" and "db" exchange frames as before

  Rule: What the adapters are asked

    @driver
    @needs:request-log
    @rule:PATH-MIGR-01
    @rule:PATH-MIGR-02
    @rule:PATH-MIGR-03
    @rule:PATH-FAILOVER-01
    Scenario: The VF is freed on the first adapter before the partition leaves, and allocated on the second after it came
      Given an SR-IOV adapter "NIC1" with 4 VFs on host "Host 1"
      And the extensible switch "External" is bound to "NIC1"
      And an SR-IOV adapter "NIC2" with 1 VF on host "Host 2"
      And the extensible switch "Far" is bound to "NIC2"
      And these partitions are running:
        | partition | MAC address       | VLAN | path | host   |
        | web       | 00-15-5D-00-00-01 | 10   | VF   | Host 1 |
      When the partition "web" is migrated to host "Host 2"
      Then these events happened in this order:
        | event                          | where | detail                            |
        | data-path                      | web   | "path":"synthetic"                |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1  | "SourceVPortId":1,"DestVPortId":0 |
        | OID_NIC_SWITCH_DELETE_VPORT    | NIC1  |                                   |
        | OID_SRIOV_RESET_VF             | NIC1  |                                   |
        | OID_NIC_SWITCH_FREE_VF         | NIC1  |                                   |
        | partition-migrated             | web   | "host":"Host 2"                   |
        | OID_NIC_SWITCH_ALLOCATE_VF     | NIC2  | "VMName":"web"                    |
        | data-path                      | web   | "path":"VF"                       |
      And the event "OID_NIC_SWITCH_FREE_VF" happened 1 time
      And the event "partition-migrated" happened 1 time
      And the event "OID_NIC_SWITCH_ALLOCATE_VF" happened 2 times

    @driver
    @needs:config-space
    @rule:PATH-MIGR-04
    Scenario: The migration that the SR-IOV capability knows is never switched on
      Given an SR-IOV adapter "NIC1" with 4 VFs on host "Host 1"
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      And "VF Migration Enable" of the PF reads 0x0
      And "VF Enable" of the PF reads 0x1
      When the VF of "web" is detached
      Then "VF Migration Enable" of the PF reads 0x0
      When NDIS has the PF driver "halted"
      Then "VF Migration Enable" of the PF reads 0x0
      And "VF Enable" of the PF reads 0x0
