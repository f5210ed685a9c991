#pragma once

#include <stdint.h>

/// How many blocks of memory this process has asked for since it began.
uint64_t allocations_made(void);

/// The bytes in blocks that are in use now.
uint64_t allocated_bytes(void);
