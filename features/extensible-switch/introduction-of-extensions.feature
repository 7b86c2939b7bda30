@driver
@needs:extensions
Feature: An extension learns by queries what a switch consists of

  @rule:XSW-SWITCH-08
  @rule:XSW-SWITCH-09
  @needs:request-log
  Scenario: Before a switch is active an extension asks for its parameters alone
    When a private extensible switch "Private"
    Then these events happened in this order:
      | event                    | where   | detail                   |
      | OID_SWITCH_PARAMETERS    | Private | "extension":"WFP"        |
      | switch-net-event         | Private | "NetEventSwitchActivate" |
      | OID_SWITCH_PORT_ARRAY    | Private | "extension":"WFP"        |
      | OID_SWITCH_NIC_ARRAY     | Private | "extension":"WFP"        |
      | OID_SWITCH_PROPERTY_ENUM | Private | "extension":"WFP"        |
    And the event "OID_SWITCH_PARAMETERS" happened 1 time
    And the event "OID_SWITCH_PORT_ARRAY" happened 1 time
    And the event "OID_SWITCH_NIC_ARRAY" happened 1 time
    And the event "OID_SWITCH_PROPERTY_ENUM" happened 1 time

  @rule:XSW-IOV-20
  Scenario: On a switch without SR-IOV WFP can be turned off and on again
    Given a private extensible switch "Private"
    When the extension "WFP" is turned off
    Then the request succeeds
    When the extension "WFP" is turned on
    Then the request succeeds
    And the When caused the event "OID_SWITCH_PARAMETERS"

  Rule: On an active switch it asks at once

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And the capture extension "Sniffer" is installed on "External"

    @rule:XSW-SWITCH-09
    @needs:request-log
    Scenario: An extension that is turned on begins with the parameters of the switch
      Given these partitions are running:
        | partition | MAC address       | path      |
        | web       | 00-15-5D-00-00-01 | synthetic |
      When the extension "Sniffer" is turned on
      Then these events happened in this order:
        | event                    | where    | detail                |
        | OID_SWITCH_PARAMETERS    | External | "extension":"Sniffer" |
        | OID_SWITCH_PORT_ARRAY    | External | "extension":"Sniffer" |
        | OID_SWITCH_NIC_ARRAY     | External | "extension":"Sniffer" |
        | OID_SWITCH_PROPERTY_ENUM | External | "extension":"Sniffer" |
      And the event "OID_SWITCH_PARAMETERS" happened 1 time

    @rule:XSW-SWITCH-09
    Scenario: The parameters tell that the switch is active, and how many ports it has
      Given the extension "Sniffer" is turned on
      When the extension "Sniffer" queries OID_SWITCH_PARAMETERS
      Then the answer has:
        | member         | value    |
        | SwitchName     | External |
        | IsActive       | TRUE     |
        | NumSwitchPorts | 2        |

    @rule:XSW-SWITCH-11
    Scenario Outline: <query> with a buffer that is too short tells the size that suffices
      Given the extension "Sniffer" is turned on
      When the extension "Sniffer" queries <query> with a buffer of <size> bytes
      Then it is refused with NDIS_STATUS_INVALID_LENGTH
      And the bytes needed are the size that succeeds
      And nothing has changed

      Examples:
        | query                    | size |
        | OID_SWITCH_PARAMETERS    | 4    |
        | OID_SWITCH_PORT_ARRAY    | 0    |
        | OID_SWITCH_PORT_ARRAY    | 24   |
        | OID_SWITCH_NIC_ARRAY     | 24   |
        | OID_SWITCH_PROPERTY_ENUM | 4    |

    @rule:XSW-SWITCH-04
    @rule:XSW-SWITCH-05
    Scenario: The adapters of an external switch are one external, its physical one, one internal, and those of the VMs
      Given these partitions are running:
        | partition | MAC address       | path      |
        | web       | 00-15-5D-00-00-01 | synthetic |
      And the extension "Sniffer" is turned on
      When the extension "Sniffer" queries OID_SWITCH_NIC_ARRAY
      Then the answer lists 4 elements
      And the answer lists an element with:
        | member   | value    |
        | NicType  | external |
        | NicIndex | 0        |
      And the answer lists an element with:
        | member   | value    |
        | NicType  | external |
        | NicIndex | 1        |
      And the answer lists an element with:
        | member   | value    |
        | NicType  | internal |
        | NicIndex | 0        |
      And the answer lists an element with:
        | member              | value             |
        | NicType             | synthetic         |
        | NicIndex            | 0                 |
        | PermanentMacAddress | 00-15-5D-00-00-01 |

  Rule: A switch without ports answers with empty lists

    Background:
      Given a private extensible switch "Private"
      And the capture extension "Sniffer" is installed on "Private"
      And the extension "Sniffer" is turned on

    @rule:XSW-SWITCH-10
    Scenario Outline: <query> of a fresh private switch succeeds with no element
      When the extension "Sniffer" queries <query>
      Then the request succeeds
      And the answer has:
        | member      | value |
        | NumElements | 0     |
      And the answer lists 0 elements

      Examples:
        | query                 |
        | OID_SWITCH_PORT_ARRAY |
        | OID_SWITCH_NIC_ARRAY  |

    @rule:XSW-SWITCH-10
    Scenario: With its first VM the lists have one element
      Given these partitions are running:
        | partition | MAC address       | path      |
        | web       | 00-15-5D-00-00-01 | synthetic |
      When the extension "Sniffer" queries OID_SWITCH_PORT_ARRAY
      Then the answer lists 1 element
