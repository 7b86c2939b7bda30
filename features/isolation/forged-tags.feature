@system
@isolation
Feature: No tag carries a frame out of the VLAN of the port that it came from

  Background:
    Given an SR-IOV adapter "NIC1" with 6 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 20   | VF        |
      | bare      | 00-15-5D-00-00-05 |      | VF        |

  @rule:ISO-LAW-07
  @rule:FORWARD-LOOP-04
  Scenario Outline: A guest on VLAN 10 that tags with VLAN <vlan> itself reaches nobody, least of all <to>
    Given "web" and "db" exchange frames
    When "web" sends a frame tagged with VLAN <vlan> to "<to>"
    Then nobody receives the frame
    And "web" and "db" exchange frames as before
    And "<to>" and "outside" exchange frames as before

    Examples:
      | vlan | to      |
      | 10   | legacy  |
      | 4094 | payroll |
      | 1    | bare    |

    @igb-short
    Examples: the neighbour's VLAN
      | vlan | to      |
      | 20   | payroll |

  @rule:ISO-LAW-07
  @rule:FORWARD-LOOP-04
  Scenario Outline: A tag of VLAN <vlan> on what a guest on VLAN 10 sends does not reach the wire
    Given "web" and "outside" exchange frames
    When "web" sends a frame tagged with VLAN <vlan> to "outside"
    Then nobody receives the frame
    And no frame leaves by the physical port
    And "web" and "outside" exchange frames as before

    Examples:
      | vlan |
      | 20   |
      | 4094 |

  @rule:ISO-LAW-07
  Scenario: A broadcast that a guest tags with VLAN 20 itself reaches nobody
    When "web" sends a broadcast tagged with VLAN 20
    Then nobody receives the frame
    When "web" sends a broadcast
    Then exactly these receive the frame:
      | receiver | frames |
      | db       | 1      |
      | legacy   | 1      |
      | outside  | 1      |

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOP-04
  Scenario Outline: A priority tag carries a frame of VLAN 10 into no other: <from> to <to>
    Given "<from>" and "db" exchange frames
    And "<to>" and "outside" exchange frames
    When "<from>" sends a frame with priority 5 to "<to>"
    Then "<to>" does not receive the frame
    And "<to>" and "outside" exchange frames as before

    Examples:
      | from   | to      |
      | web    | payroll |
      | legacy | payroll |

  @rule:ISO-LAW-07
  @rule:ISO-LAW-06
  @rule:FORWARD-LOOP-04
  Scenario Outline: A port without VLAN has no way into VLAN <vlan> of <to>
    Given "bare" and "outside" exchange frames
    And "<to>" and "<peer>" exchange frames
    When "bare" sends a frame tagged with VLAN <vlan> to "<to>"
    Then "<to>" does not receive the frame
    And nobody receives the frame
    And "<to>" and "<peer>" exchange frames as before

    Examples:
      | vlan | to      | peer    |
      | 10   | web     | db      |
      | 20   | payroll | outside |
      | 20   | outside | payroll |

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOP-04
  Scenario Outline: An untagged frame of a port without VLAN is in nobody's VLAN: to <to>
    Given "bare" and "outside" exchange frames
    And "<to>" and "outside" exchange frames
    When "bare" sends a frame to "<to>"
    Then "<to>" does not receive the frame
    And "<to>" and "outside" exchange frames as before

    Examples:
      | to      |
      | web     |
      | payroll |

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOKUP-01
  @rule:FORWARD-LOOP-04
  Scenario Outline: From outside, <to> is not to be reached in VLAN <vlan>
    Given "<to>" and "outside" exchange frames
    When "outside" sends a frame tagged with VLAN <vlan> to "<to>"
    Then "<to>" does not receive the frame
    And "<to>" and "outside" exchange frames as before

    Examples:
      | vlan | to      |
      | 20   | web     |
      | 20   | legacy  |
      | 10   | payroll |
      | 10   | bare    |

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOKUP-01
  Scenario Outline: From outside, an untagged frame reaches no port with a VLAN: <to>
    Given "<to>" and "outside" exchange frames
    When "outside" sends an untagged frame to "<to>"
    Then "<to>" does not receive the frame
    And "<to>" and "outside" exchange frames as before
    And "bare" and "outside" exchange frames as before

    Examples:
      | to     |
      | web    |
      | legacy |

  @rule:ISO-LAW-06
  Scenario: A broadcast from outside into a VLAN that nobody has reaches no guest
    When "outside" sends a broadcast tagged with VLAN 30
    Then "web" does not receive the frame
    And "db" does not receive the frame
    And "legacy" does not receive the frame
    And "payroll" does not receive the frame
    And "bare" does not receive the frame
    When "outside" sends a broadcast tagged with VLAN 10
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | db       | 1      |
      | legacy   | 1      |
    And "payroll" and "outside" exchange frames as before
    And "bare" and "outside" exchange frames as before

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOKUP-01
  @rule:ISO-LAW-11
  Scenario: One address in two VLANs is two addresses
    When the partition is started:
      | partition | MAC address       | VLAN | path |
      | twin      | 00-15-5D-00-00-01 | 20   | VF   |
    And "outside" sends a frame tagged with VLAN 20 to "web"
    Then "twin" receives the frame
    And "web" does not receive the frame
    When "outside" sends a frame to "web"
    Then "web" receives the frame
    And nobody else receives it
    When "payroll" sends a frame to "twin"
    Then "twin" receives the frame
    And nobody else receives it
    When "legacy" sends a frame to "web"
    Then "web" receives the frame
    And nobody else receives it
