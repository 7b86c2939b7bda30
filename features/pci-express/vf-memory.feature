@driver
@needs:registers
Feature: The VF BARs of the PF give each VF its own slice of memory

  Background:
    Given an SR-IOV adapter "NIC1" whose PF driver is not loaded

  @rule:PCIE-VFBAR-01
  Scenario: The BARs of a VF are read-only zero
    When virtualization is enabled with 2 VFs
    Then these writes to VF 1 read back:
      | field | written    | reads back |
      | BAR0  | 0xFFFFFFFF | 0          |
      | BAR1  | 0xFFFFFFFF | 0          |
      | BAR2  | 0xFFFFFFFF | 0          |
      | BAR3  | 0xFFFFFFFF | 0          |
      | BAR4  | 0xFFFFFFFF | 0          |
      | BAR5  | 0xFFFFFFFF | 0          |

  @rule:PCIE-VFBAR-01
  @rule:PCIE-VFBAR-03
  Scenario: VF BAR0 of the PF moves the memory of all VFs
    Given 0xE0000000 is written to "VF BAR0" of the PF
    And 0x0 is written to "VF BAR1" of the PF
    And virtualization is enabled with 8 VFs
    When 0x1 is written to "VF MSE" of the PF
    Then the slice of VF 1 in BAR 0 is 0xE0000000 to 0xE0003FFF
    And the slice of VF 3 in BAR 0 is 0xE0008000 to 0xE000BFFF
    And the slice of VF 8 in BAR 0 is 0xE001C000 to 0xE001FFFF
    And the address 0xE0020000 is not claimed

  @rule:PCIE-VFBAR-03
  Scenario Outline: The address <address> is a register of VF <vf> and of nobody else
    Given 0xE0000000 is written to "VF BAR0" of the PF
    And 0x0 is written to "VF BAR1" of the PF
    And virtualization is enabled with 8 VFs
    And 0x1 is written to "VF MSE" of the PF
    When 0x5DC is written to the address <address>
    Then register 0x8 of BAR 0 of VF <vf> reads 0x5DC
    And VF <vf> was affected
    And no function but VF <vf> was affected

    Examples:
      | address    | vf |
      | 0xE0000008 | 1  |
      | 0xE0008008 | 3  |
      | 0xE001C008 | 8  |

  @rule:PCIE-VFBAR-02
  Scenario Outline: With a system page of <page>, 8 VFs decode 8 slices of <slice> from the base on
    Given <register> is written to "System Page Size" of the PF
    And 0xE0000000 is written to "VF BAR0" of the PF
    And 0x0 is written to "VF BAR1" of the PF
    And virtualization is enabled with 8 VFs
    When 0x1 is written to "VF MSE" of the PF
    Then the slice of VF 1 in BAR 0 is 0xE0000000 to <first end>
    And the slice of VF 8 in BAR 0 is <last start> to <last end>
    And slice 8 of VF BAR 0 is claimed
    And slice 9 of VF BAR 0 is not claimed

    Examples:
      | page   | register | slice  | first end  | last start | last end   |
      | 4 KiB  | 0x1      | 16 KiB | 0xE0003FFF | 0xE001C000 | 0xE001FFFF |
      | 64 KiB | 0x10     | 64 KiB | 0xE000FFFF | 0xE0070000 | 0xE007FFFF |
      | 1 MiB  | 0x100    | 1 MiB  | 0xE00FFFFF | 0xE0700000 | 0xE07FFFFF |

  @rule:PCIE-VFBAR-02
  Scenario Outline: The all-ones probe of VF BAR <bar> tells the size of one slice
    When <register> is written to "System Page Size" of the PF
    Then VF BAR <bar> of the PF probes to <slice>

    Examples:
      | bar | register | slice  |
      | 0   | 0x1      | 16 KiB |
      | 3   | 0x1      | 16 KiB |
      | 0   | 0x10     | 64 KiB |
      | 0   | 0x400    | 4 MiB  |

  @rule:PCIE-VFBAR-05
  Scenario: VF BARs map memory, never I/O space
    When 0x4 is written to "NumVFs" of the PF
    Then these writes to the PF read back:
      | field   | written    | reads back |
      | VF BAR0 | 0xFFFFFFFF | 0xFFFFC004 |
      | VF BAR1 | 0xFFFFFFFF | 0xFFFFFFFF |
      | VF BAR2 | 0xFFFFFFFF | 0          |
      | VF BAR3 | 0x1        | 0x4        |
      | VF BAR4 | 0x1        | 0x1        |
      | VF BAR5 | 0xFFFFFFFF | 0          |

  @rule:PCIE-VFBAR-06
  Scenario: A VF BAR does not move under VFs that decode it
    Given virtualization is enabled with 4 VFs
    And 0x1 is written to "VF MSE" of the PF
    When 0xE0000000 is written to "VF BAR0" of the PF
    Then nothing has changed
    And "VF BAR0" of the PF reads 0x24004
    And slice 4 of VF BAR 0 is claimed
    And the address 0xE0000000 is not claimed

  @rule:PCIE-VFBAR-07
  Scenario: Slices of VFs that are not enabled are nobody's
    Given virtualization is enabled with 2 VFs
    When 0x1 is written to "VF MSE" of the PF
    Then slice 2 of VF BAR 0 is claimed
    And slice 3 of VF BAR 0 is not claimed
    And slice 5 of VF BAR 0 is not claimed
    And slice 64 of VF BAR 0 is not claimed
    And slice 3 of VF BAR 3 is not claimed

  @rule:PCIE-VFCFG-03
  @rule:PCIE-CAP-03
  Scenario: VF MSE alone decides whether VFs decode memory
    Given virtualization is enabled with 2 VFs
    And the address 0x4000024000 is not claimed
    When 0x1 is written to "VF MSE" of the PF
    Then slice 1 of VF BAR 0 is claimed
    And these writes to VF 1 read back:
      | field   | written | reads back |
      | Command | 0x3     | 0x0        |
    And slice 1 of VF BAR 0 is claimed
    When 0x0 is written to "VF MSE" of the PF
    Then the address 0x4000024000 is not claimed

  @rule:PCIE-VFBAR-04
  @isolation
  Scenario Outline: Writing <value> to register <register> of VF 2 is seen by VF 2 alone
    Given virtualization is enabled with 4 VFs
    And 0x1 is written to "VF MSE" of the PF
    When <value> is written to register <register> of BAR <bar> of VF 2
    Then no function but VF 2 was affected
    And register <register> of BAR <bar> of VF 2 reads <value>

    Examples: what a VF may set
      | bar | register | value      |
      | 0   | 0x0      | 0x3        |
      | 0   | 0x8      | 0x200      |
      | 0   | 0xC      | 0x2        |
      | 0   | 0x200    | 0x5E0001   |
      | 0   | 0x408    | 0x64       |
      | 0   | 0x800    | 0x10000    |
      | 3   | 0x0      | 0xFEE01000 |
      | 3   | 0x8      | 0x41       |

  @rule:PCIE-VFBAR-04
  @isolation
  Scenario Outline: Register <register> in the slice of VF 2 is no way to anybody's state
    Given virtualization is enabled with 4 VFs
    And 0x1 is written to "VF MSE" of the PF
    When 0xFFFFFFFF is written to register <register> of BAR <bar> of VF 2
    Then nothing has changed
    When 0x5DC is written to register 0x8 of BAR 0 of VF 2
    Then VF 2 was affected

    Examples: read-only, reserved, and beyond the registers, up to the last of the slice
      | bar | register |
      | 0   | 0x4      |
      | 0   | 0x18     |
      | 0   | 0x40     |
      | 0   | 0x100    |
      | 0   | 0xFFC    |
      | 0   | 0x1000   |
      | 0   | 0x3FFC   |
      | 3   | 0x3FFC   |

  @rule:PCIE-VFBAR-08
  Scenario Outline: All <vfs> VFs have slices of one size in BAR <bar>
    Given virtualization is enabled with <vfs> VFs
    When 0x1 is written to "VF MSE" of the PF
    Then the BAR <bar> slices of all VFs are disjoint, of equal size and aligned to their size

    Examples:
      | vfs | bar |
      | 2   | 0   |
      | 64  | 0   |
      | 64  | 3   |
