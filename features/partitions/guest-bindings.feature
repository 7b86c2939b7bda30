@driver
@rule:ISO-PRIV-02
Feature: In the guest nothing but NetVSC is bound to the VF adapter

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |

  Scenario: A VF that comes to the guest is bound by NetVSC alone
    When a VF is attached to "web"
    Then the VF adapter of "web" is bound to "NetVSC"
    And NetVSC of "web" is bound to the VF driver
    And "web" uses the VF path

  Scenario Outline: A guest that has <protocol> bound by hand is refused
    Given a VF is attached to "web"
    When the guest of "web" binds "<protocol>" to its VF adapter
    Then it is refused with NDIS_STATUS_NOT_SUPPORTED
    And nothing has changed
    And the VF adapter of "web" is bound to "NetVSC"
    And "web" and "outside" exchange frames

    Examples:
      | protocol                      |
      | TCP/IP                        |
      | Link-Layer Topology Discovery |

  Scenario: NetVSC is still the only one after the guest's driver was started anew
    Given a VF is attached to "web"
    And the VF driver of "web" halts
    And the VF adapter of "web" is bound to ""
    When the VF driver of "web" is initialized
    Then the VF adapter of "web" is bound to "NetVSC"
