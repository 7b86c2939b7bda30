@system
@needs:port-policies
Feature: Guards and limits of a port hold back what its VM must not send

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      | db        | 00-15-5D-00-00-02 | 10   | synthetic |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  Rule: Guards look at what the VM sends

    @rule:XSW-SEC-08
    @rule:XSW-SEC-09
    Scenario Outline: With <guard> guard on no <message> of the VM gets out
      Given "web" and "db" exchange frames
      And <guard> guard is turned on for "web"
      When "web" sends a <message>
      Then nobody receives the frame
      And the frame is dropped because of "guard"
      And the switch port of "web" counts 1 more dropped frame

      Examples:
        | guard  | message              |
        | DHCP   | DHCP offer           |
        | router | router advertisement |

    @rule:XSW-SEC-08
    @rule:XSW-SEC-09
    Scenario Outline: With <guard> guard on a <message> passes
      Given <guard> guard is turned on for "web"
      When "web" sends a <message>
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
        | legacy   | 1      |
        | outside  | 1      |

      Examples:
        | guard  | message                |
        | DHCP   | DHCP discover          |
        | DHCP   | router advertisement   |
        | router | neighbour solicitation |
        | router | DHCP offer             |

    @rule:XSW-SEC-08
    @rule:XSW-SEC-09
    Scenario Outline: A new VM has no guard and its <message> passes
      When "web" sends a <message>
      Then "db" receives the frame
      And "outside" receives the frame

      Examples:
        | message              |
        | DHCP offer           |
        | router advertisement |

    @rule:XSW-SEC-08
    @rule:XSW-SEC-09
    Scenario Outline: A <guard> guard that is turned off again holds nothing back
      Given <guard> guard is turned on for "web"
      And <guard> guard is turned off for "web"
      When "web" sends a <message>
      Then "db" receives the frame

      Examples:
        | guard  | message              |
        | DHCP   | DHCP offer           |
        | router | router advertisement |

    @rule:XSW-SEC-10
    Scenario Outline: The guard of a VM does not keep the same messages of others from it
      Given <guard> guard is turned on for "web"
      When "<sender>" sends a <message> tagged with VLAN 10
      Then "web" receives the frame

      Examples:
        | guard  | message              | sender  |
        | DHCP   | DHCP offer           | db      |
        | DHCP   | DHCP offer           | outside |
        | router | router advertisement | db      |
        | router | router advertisement | outside |

  Rule: A storm limit counts the frames of a second

    @rule:XSW-SEC-13
    Scenario: Of fifty broadcasts in one second as many pass as the limit says
      Given the storm limit of "web" is set to 10 frames per second
      When "web" sends 50 broadcasts
      Then "db" receives 10 frames
      And "outside" receives 10 frames
      And the frame is dropped because of "storm limit"
      And the switch port of "web" counts 40 more dropped frames

    @rule:XSW-SEC-13
    Scenario: Without a limit all of them pass
      When "web" sends 50 broadcasts
      Then "db" receives 50 frames
      When the storm limit of "web" is set to 10 frames per second
      And the storm limit of "web" is set to 0 frames per second
      And "web" sends 50 broadcasts
      Then "db" receives 50 frames

    @rule:XSW-SEC-13
    Scenario Outline: <what> counts towards the limit
      Given the storm limit of "web" is set to 1 frames per second
      When "web" sends a broadcast
      Then "db" receives the frame
      When "web" sends a frame to the address <address>
      Then nobody receives the frame
      And the frame is dropped because of "storm limit"

      Examples:
        | what               | address           |
        | A broadcast        | FF-FF-FF-FF-FF-FF |
        | A multicast        | 01-00-5E-00-00-05 |
        | An unknown unicast | 00-15-5D-00-0F-FF |

    @rule:XSW-SEC-13
    Scenario: Unicast to an adapter of the switch is not held back
      Given the storm limit of "web" is set to 1 frames per second
      When "web" sends a broadcast
      Then "db" receives the frame
      When "web" sends 20 frames to "db"
      Then "db" receives all the frames in order

    @rule:XSW-SEC-13
    Scenario: The next second has its own count
      Given the storm limit of "web" is set to 3 frames per second
      When "web" sends 5 broadcasts
      Then "db" receives 3 frames
      When "web" sends 5 broadcasts
      Then "db" receives 0 frames
      When 1 second passes
      And "web" sends 5 broadcasts
      Then "db" receives 3 frames

    @rule:XSW-SEC-13
    Scenario: The limit of one VM is not spent by another
      Given the storm limit of "web" is set to 2 frames per second
      And the storm limit of "db" is set to 2 frames per second
      When "web" sends 5 broadcasts
      Then "legacy" receives 2 frames
      When "db" sends 2 broadcasts
      Then "legacy" receives 2 frames
      When "outside" sends a broadcast tagged with VLAN 10
      Then "legacy" receives the frame

  Rule: The priority that a VM writes into a tag is believed only if the port allows it

    @rule:XSW-SEC-11
    Scenario Outline: A VM's priority arrives as <received> with priority tags <setting>
      Given priority tags are turned <setting> for "web"
      When "web" sends a frame with priority 5 to "<to>"
      Then "<to>" receives the frame with priority <received>

      Examples:
        | setting | to      | received |
        | off     | db      | 0        |
        | off     | outside | 0        |
        | on      | db      | 5        |
        | on      | outside | 5        |

    @rule:XSW-SEC-11
    Scenario: A new VM's priority is not believed
      When "web" sends a frame with priority 5 to "db"
      Then "db" receives the frame with priority 0

  Rule: A virtual subnet is 0 or a number that only virtual subnets have

    @rule:XSW-SEC-14
    Scenario Outline: <id> is no virtual subnet
      When the virtual subnet of "web" is set to <id>
      Then it is refused
      And nothing has changed

      Examples:
        | id       |
        | 1        |
        | 4095     |
        | 16777216 |

    @rule:XSW-SEC-14
    Scenario Outline: <id> is a virtual subnet
      When the virtual subnet of "web" is set to <id>
      Then the request succeeds
      And "web" and "db" exchange frames

      Examples:
        | id       |
        | 0        |
        | 4096     |
        | 16777215 |
