@system
@needs:vf-path
Feature: More partitions than VFs, and VFs that are used again

  Rule: A VF goes from partition to partition without a trace

    Background:
      Given an SR-IOV adapter "NIC1" with 1 VF
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |

    @isolation
    @rule:ISO-LAW-04
    @rule:VF-ATTACH-18
    @rule:VF-ATTACH-20
    Scenario: The next owner receives nothing that was meant for the last one
      Given "web" and "outside" exchange frames
      And the partition "web" is stopped
      When the partition is started:
        | partition | MAC address       | VLAN | path |
        | next      | 00-15-5D-00-00-06 | 20   | VF   |
      Then "next" holds VF 1
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 10
      Then "next" does not receive the frame
      And "next" and "outside" exchange frames

    @rule:VF-ATTACH-18
    @rule:VF-ATTACH-19
    Scenario Outline: The VF that is free when a partition <leaves> goes to the next one that asks
      Given these partitions are running:
        | partition | MAC address       | VLAN | path |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |
      And "db" uses the synthetic path
      And <action>
      When a VF is attached to "db"
      Then "db" uses the VF path
      And "db" holds VF 1
      And exactly 1 partition holds a VF
      And "db" and "outside" exchange frames

      Examples:
        | leaves          | action                                       |
        | is stopped      | the partition "web" is stopped               |
        | is saved        | the partition "web" is saved                 |
        | gives it back   | the VF of "web" is detached                  |
        | is disconnected | the network adapter of "web" is disconnected |

    @rule:VF-ATTACH-18
    Scenario: Ten times around, the VF is as on the first day
      Given the free resources are remembered
      And the VF of "web" is detached
      And a VF is attached to "web"
      And the VF of "web" is detached
      And a VF is attached to "web"
      And the VF of "web" is removed by surprise
      When a VF is attached to "web"
      Then the free resources are as remembered
      And "web" holds VF 1
      And "web" uses the VF path
      And "web" and "outside" exchange frames

  Rule: All VFs in use at once

    @rule:VF-ATTACH-19
    @rule:PATH-SYN-06
    @isolation
    Scenario: With every VF in use all partitions talk to each other, each once
      Given an SR-IOV adapter "NIC1" with 3 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | a         | 00-15-5D-00-00-11 | 10   | VF   |
        | b         | 00-15-5D-00-00-12 | 10   | VF   |
        | c         | 00-15-5D-00-00-13 | 10   | VF   |
        | d         | 00-15-5D-00-00-14 | 10   | VF   |
        | e         | 00-15-5D-00-00-15 | 10   | VF   |
      When "a" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | b        | 1      |
        | c        | 1      |
        | d        | 1      |
        | e        | 1      |
        | outside  | 1      |
      And exactly 3 partitions hold a VF
      And "a" and "c" exchange frames
      And "c" and "d" exchange frames
      And "d" and "e" exchange frames
      When "e" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | a        | 1      |
        | b        | 1      |
        | c        | 1      |
        | d        | 1      |
        | outside  | 1      |
