@system
@isolation
Feature: A VF sends only under its own name

  Background:
    Given an SR-IOV adapter "NIC1" with 6 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 20   | VF        |
    And "web" and "db" exchange frames

  @rule:ISO-LAW-07
  @rule:XSW-IOV-38
  @rule:XSW-SEC-01
  Scenario Outline: A frame to <to> in the name of <claimed> reaches nobody
    When "web" sends a frame to "<to>" in the name of "<claimed>"
    Then nobody receives the frame
    And the frame is dropped because of "spoofed source"
    And the VF of "web" counts 1 more dropped frame

    Examples:
      | to      | claimed |
      | outside | db      |
      | db      | legacy  |
      | legacy  | payroll |
      | db      | outside |

  @rule:ISO-LAW-07
  Scenario Outline: A frame that a guest tags with VLAN <vlan> by itself does not leave its own VLAN
    When "web" sends a frame tagged with VLAN <vlan> to "<to>"
    Then nobody receives the frame
    And the frame is dropped because of "vlan not allowed"
    And the VF of "web" counts 1 more dropped frame

    Examples:
      | vlan | to      |
      | 20   | payroll |
      | 20   | outside |
      | 11   | db      |

  @rule:ISO-LAW-07
  Scenario: A PAUSE frame of a VF stops nobody's link
    When "web" sends a PAUSE frame
    Then nobody receives the frame
    And the frame is dropped because of "mac control from vf"
    And the VF of "web" counts 1 more dropped frame

  @rule:ISO-LAW-07
  @rule:XSW-SEC-02
  @needs:spoof-policy
  Scenario: With MAC spoofing allowed the same frame passes
    When MAC spoofing is turned on for "web"
    And "web" sends a frame to "outside" with the source address 00-15-5D-00-00-99
    Then "outside" receives the frame
