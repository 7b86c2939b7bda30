@system
@needs:private-switches
Feature: The type of an extensible switch says who can meet on it

  Rule: An external switch joins its VMs, the management OS and the physical network

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | path      |
        | web       | 00-15-5D-00-00-01 | synthetic |
        | db        | 00-15-5D-00-00-02 | synthetic |

    @rule:XSW-SWITCH-01
    Scenario Outline: <from> reaches <to> over the external switch
      When "<from>" sends a frame to "<to>"
      Then "<to>" receives the frame
      And nobody else receives it

      Examples:
        | from          | to            |
        | web           | db            |
        | web           | management OS |
        | web           | outside       |
        | management OS | web           |
        | management OS | outside       |
        | outside       | web           |

    @rule:XSW-SWITCH-01
    @rule:XSW-SWITCH-14
    Scenario: A frame of a VM without a VF passes its own switch port and the one of its receiver
      When "web" sends a frame to "db"
      Then the switch port of "web" counts 1 more frame out
      And the switch port of "db" counts 1 more frame in
      And "db" receives the frame

    @rule:XSW-SWITCH-14
    Scenario: Without a VF no frame of a guest reaches the adapter but through the management OS
      When "web" sends a frame to "outside"
      Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"
      And the switch port of "web" counts 1 more frame out

  Rule: An internal switch joins VMs and the management OS, and nobody else

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And an internal extensible switch "Internal"
      And these partitions are running:
        | partition | MAC address       | path      | switch   |
        | web       | 00-15-5D-00-00-01 | synthetic | Internal |
        | db        | 00-15-5D-00-00-02 | synthetic | Internal |

    @rule:XSW-SWITCH-02
    Scenario Outline: A broadcast of <sender> on an internal switch never leaves the computer
      When "<sender>" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | <one>    | 1      |
        | <other>  | 1      |
      And no frame leaves by the physical port

      Examples:
        | sender        | one | other         |
        | web           | db  | management OS |
        | management OS | web | db            |

    @rule:XSW-SWITCH-02
    @rule:XSW-FWD-17
    Scenario: On an internal switch a frame to an unknown address has nowhere to go
      When "web" sends a frame to "outside"
      Then nobody receives the frame
      And the frame is dropped because of "no due receiver"
      When "web" sends a frame to "management OS"
      Then "management OS" receives the frame

  Rule: On a private switch VMs meet only each other

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And a private extensible switch "Private"
      And these partitions are running:
        | partition | MAC address       | path      | switch  |
        | web       | 00-15-5D-00-00-01 | synthetic | Private |
        | db        | 00-15-5D-00-00-02 | synthetic | Private |
        | cache     | 00-15-5D-00-00-03 | synthetic | Private |

    @rule:XSW-SWITCH-03
    Scenario: A broadcast on a private switch reaches the sibling VMs alone
      When "web" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
        | cache    | 1      |
      And no frame leaves by the physical port

    @rule:XSW-SWITCH-03
    @rule:XSW-FWD-17
    Scenario Outline: Nothing passes between a private switch and <stranger>
      Given the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | path      | switch   |
        | legacy    | 00-15-5D-00-00-09 | synthetic | External |
      And "legacy" and "<stranger>" exchange frames
      And "web" and "db" exchange frames
      When "web" sends a frame to "<stranger>"
      Then "<stranger>" does not receive the frame
      And nobody receives the frame
      When "<stranger>" sends a frame to "web"
      Then "web" does not receive the frame

      Examples:
        | stranger |
        | outside  |

    @rule:XSW-SWITCH-03
    Scenario: The management OS can neither send nor receive on a private switch
      When "management OS" sends a frame to "web"
      Then "web" does not receive the frame
      And the frame is dropped because of "not connected"
      When "web" sends a frame to "management OS"
      Then nobody receives the frame
      And the frame is dropped because of "no due receiver"
      When "db" sends a frame to "web"
      Then "web" receives the frame
      When "web" sends a frame to "db"
      Then "db" receives the frame

  Rule: A switch has at most one adapter towards the wire and one towards the management OS

    @rule:XSW-SWITCH-04
    @rule:XSW-SWITCH-05
    Scenario Outline: A switch of type <type> has <external> external and <internal> internal adapters
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And <switch>
      And these partitions are running:
        | partition | MAC address       | path      |
        | web       | 00-15-5D-00-00-01 | synthetic |
        | db        | 00-15-5D-00-00-02 | synthetic |
      Then the extensible switch "Lan" has <external> external adapters
      And the extensible switch "Lan" has <internal> internal adapters
      And the extensible switch "Lan" has 2 synthetic adapters
      And the extensible switch "Lan" has <ports> ports

      Examples:
        | type     | external | internal | ports | switch                                         |
        | external | 1        | 1        | 4     | the extensible switch "Lan" is bound to "NIC1" |
        | internal | 0        | 1        | 3     | an internal extensible switch "Lan"            |
        | private  | 0        | 0        | 2     | a private extensible switch "Lan"              |

    @rule:XSW-SWITCH-04
    Scenario: An adapter that one switch is bound to is not given to a second one
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      When another extensible switch "Second" is to be bound to "NIC1"
      Then it is refused
      And nothing has changed
      And the extensible switch "External" has 1 external adapter

  Rule: Adapters of one VM are separate, and so are switches

    @rule:XSW-SWITCH-06
    Scenario: Two adapters of one VM on one switch obey each its own VLAN
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | synthetic |
        | db        | 00-15-5D-00-00-02 | 10   | synthetic |
        | payroll   | 00-15-5D-00-00-03 | 20   | synthetic |
      And these further network adapters are connected:
        | partition | adapter | MAC address       | VLAN | switch   |
        | web       | second  | 00-15-5D-00-00-11 | 20   | External |
      When "db" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | web      | 1      |
        | outside  | 1      |
      When "payroll" sends a broadcast
      Then exactly these receive the frame:
        | receiver   | frames |
        | web/second | 1      |
        | outside    | 1      |
      And the extensible switch "External" has 4 synthetic adapters

    @rule:XSW-SWITCH-06
    @rule:XSW-SWITCH-07
    Scenario: A VM with an adapter on each of two switches joins neither to the other
      Given a private extensible switch "Red"
      And a private extensible switch "Blue"
      And these partitions are running:
        | partition | MAC address       | path      | switch |
        | router    | 00-15-5D-00-00-01 | synthetic | Red    |
        | web       | 00-15-5D-00-00-02 | synthetic | Red    |
        | db        | 00-15-5D-00-00-03 | synthetic | Blue   |
        | cache     | 00-15-5D-00-00-04 | synthetic | Blue   |
      And these further network adapters are connected:
        | partition | adapter | MAC address       | switch |
        | router    | second  | 00-15-5D-00-00-11 | Blue   |
      And "db" and "cache" exchange frames
      When "web" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | router   | 1      |
      And "db" does not receive the frame
      When "cache" sends a broadcast
      Then exactly these receive the frame:
        | receiver      | frames |
        | db            | 1      |
        | router/second | 1      |
      When "web" sends a frame to "db"
      Then "db" does not receive the frame
      And the frame is dropped because of "no due receiver"
