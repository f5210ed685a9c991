/* With this its handles are opaque, as for every program that uses the shared library. */
#define HPDF_SHARED
#include <hpdf.h>
