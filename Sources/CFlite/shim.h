#include <flite/flite.h>

/* In the library, and in none of its headers. */
cst_voice *register_cmu_us_slt(const char *voxdir);
