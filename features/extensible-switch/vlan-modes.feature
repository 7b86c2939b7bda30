@system
@needs:vlan-policy
Feature: The VLAN mode of a port decides which frames its VM sends and receives

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      | db        | 00-15-5D-00-00-02 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-03 | 20   | synthetic |
      | plain     | 00-15-5D-00-00-04 |      | synthetic |

  Rule: An access port lives in one VLAN and never sees a tag

    @rule:XSW-VLAN-01
    Scenario Outline: A port in VLAN 10 gets <what> from outside: <frames>
      Given "outside" and "web" exchange frames
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN <vlan>
      Then "web" receives <frames> frames

      Examples:
        | what                    | vlan | frames |
        | a frame of its VLAN     | 10   | 1      |
        | a frame of another VLAN | 20   | 0      |

    @rule:XSW-VLAN-01
    Scenario: A port in VLAN 10 gets no frame of no VLAN
      When "outside" sends a frame to "web"
      Then "web" receives the frame
      When "outside" sends an untagged frame to "web"
      Then "web" does not receive the frame
      When "outside" sends a frame with priority 5 to "web"
      Then "web" does not receive the frame

    @rule:XSW-VLAN-02
    Scenario: An untagged frame of a VM is tagged on the wire and untagged in the VM that gets it
      When "web" sends a broadcast
      Then "outside" receives the frame tagged with VLAN 10
      And "db" receives the frame untagged

    @rule:XSW-VLAN-02
    Scenario: A tagged frame from the wire reaches the VM without its tag
      When "outside" sends a frame to "web"
      Then "web" receives the frame untagged

    @rule:XSW-VLAN-14
    Scenario Outline: A VM in VLAN 10 that tags a frame with VLAN <vlan> itself gets into no other VLAN
      Given "web" and "db" exchange frames
      When "web" sends a frame tagged with VLAN <vlan> to "<to>"
      Then nobody receives the frame
      And the frame is dropped because of "vlan not allowed"

      Examples:
        | vlan | to      |
        | 20   | payroll |
        | 20   | outside |
        | 20   | db      |

    @rule:XSW-VLAN-16
    Scenario: A port without VLAN exchanges untagged frames only
      When "plain" sends a frame to "outside"
      Then "outside" receives the frame untagged
      When "outside" sends an untagged frame to "plain"
      Then "plain" receives the frame
      When "outside" sends a frame tagged with VLAN 10 to "plain"
      Then "plain" does not receive the frame
      When "plain" sends a frame tagged with VLAN 10 to "web"
      Then nobody receives the frame
      And the frame is dropped because of "vlan not allowed"

    @rule:XSW-VLAN-16
    Scenario: A port that is taken out of its VLAN is in none
      When the port of "web" is set to no VLAN
      Then "web" and "plain" exchange frames
      When "outside" sends a frame tagged with VLAN 10 to "web"
      Then "web" does not receive the frame

  Rule: Between two ports frames pass only where their VLANs meet

    @rule:XSW-VLAN-13
    Scenario Outline: <what> of VLAN 10 does not reach a port of VLAN 20
      Given "plain" and "outside" exchange frames
      When "payroll" sends a frame to "outside"
      Then "outside" receives the frame
      When "outside" sends a frame to "payroll"
      Then "payroll" receives the frame
      When "web" sends a frame to the address <address>
      Then "payroll" does not receive the frame
      And "plain" receives 0 frames

      Examples:
        | what        | address           |
        | A unicast   | 00-15-5D-00-00-03 |
        | A broadcast | FF-FF-FF-FF-FF-FF |
        | A multicast | 01-00-5E-00-00-05 |

    @rule:XSW-VLAN-12
    Scenario: A port that changes its VLAN has left the former one
      Given "web" and "db" exchange frames
      When the port of "web" is set to VLAN 20
      Then "web" and "payroll" exchange frames
      When "db" sends a frame to "web"
      Then "web" does not receive the frame
      And the frame is dropped because of "vlan not allowed"

  Rule: A trunk carries the VLANs that it lists, with tags

    @rule:XSW-VLAN-03
    @rule:XSW-VLAN-05
    Scenario Outline: A trunk that lists VLAN 2 to 100 gets VLAN <vlan> with its tag
      Given the port of "web" is set to a trunk of VLANs "2-100" with native VLAN 500
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN <vlan>
      Then "web" receives the frame tagged with VLAN <vlan>
      When "web" sends a frame tagged with VLAN <vlan> to "outside"
      Then "outside" receives the frame tagged with VLAN <vlan>

      Examples:
        | vlan |
        | 2    |
        | 50   |
        | 100  |

    @rule:XSW-VLAN-03
    @rule:XSW-VLAN-05
    Scenario Outline: VLAN <vlan> passes a trunk that lists VLAN 2 to 100 in neither direction
      Given the port of "web" is set to a trunk of VLANs "2-100" with native VLAN 500
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 50
      Then "web" receives the frame tagged with VLAN 50
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN <vlan>
      Then "web" does not receive the frame
      When "web" sends a frame tagged with VLAN 50 to "outside"
      Then "outside" receives the frame
      When "web" sends a frame tagged with VLAN <vlan> to "outside"
      Then nobody receives the frame
      And the frame is dropped because of "vlan not allowed"

      Examples:
        | vlan |
        | 1    |
        | 101  |
        | 1954 |
        | 4094 |

    @rule:XSW-VLAN-06
    Scenario: What is pruned is blocked in both directions although the trunk lists it
      Given the port of "web" is set to a trunk of VLANs "2-100" with native VLAN 500, pruned of VLANs "50"
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 51
      Then "web" receives the frame tagged with VLAN 51
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 50
      Then "web" does not receive the frame
      When "web" sends a frame tagged with VLAN 51 to "outside"
      Then "outside" receives the frame
      When "web" sends a frame tagged with VLAN 50 to "outside"
      Then nobody receives the frame

    @rule:XSW-VLAN-03
    @rule:XSW-VLAN-04
    Scenario: Untagged frames of a trunk are in its native VLAN, and frames of that VLAN reach it untagged
      Given the port of "web" is set to a trunk of VLANs "10, 20" with native VLAN 10
      When "web" sends a frame to "db"
      Then "db" receives the frame untagged
      When "db" sends a frame to "web"
      Then "web" receives the frame untagged
      When "web" sends a frame to "outside"
      Then "outside" receives the frame tagged with VLAN 10
      When "web" sends a frame tagged with VLAN 20 to "payroll"
      Then "payroll" receives the frame untagged
      When "payroll" sends a frame to "web"
      Then "web" receives the frame tagged with VLAN 20

    @rule:XSW-VLAN-03
    Scenario: A broadcast reaches a trunk port in each of its VLANs and no other
      Given the port of "web" is set to a trunk of VLANs "20" with native VLAN 500
      When "payroll" sends a broadcast
      Then "web" receives the frame tagged with VLAN 20
      When "db" sends a broadcast
      Then "web" does not receive the frame

    @rule:XSW-VLAN-12
    Scenario: Of two modes set one after the other only the second is in force
      Given the port of "web" is set to a trunk of VLANs "20" with native VLAN 500
      When "payroll" sends a frame to "web"
      Then "web" receives the frame tagged with VLAN 20
      When the port of "web" is set to VLAN 10
      Then "web" and "db" exchange frames
      When "payroll" sends a frame to "web"
      Then "web" does not receive the frame
