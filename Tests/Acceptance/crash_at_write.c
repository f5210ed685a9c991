/* Preloaded into the server by test_registration_crashes.py: kills the process, as kill -9 does, before one of its changes to the data
 * folder, which no test could hit from outside.
 *
 * CRASH_FOLDER is the folder. CRASH_ORDER names a file: while it is not there nothing happens; then the number in it says before which
 * change the process dies, counted from there. Each change that was let through appends its kind to CRASH_ORDER.count: w for bytes
 * written, k for the header of the frame that commits a transaction (https://www.sqlite.org/fileformat2.html, section 4.1), whose page
 * is the next w, s for a sync, t for a truncation, c for a file and d for a folder that is made, u for a file that is removed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name, ...) (((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__))

static atomic_int changes;
static atomic_int target = -1;

static int armed(void) {
    if (atomic_load(&target) >= 0) return 1;
    const char *order = getenv("CRASH_ORDER");
    if (!order) return 0;
    int file = (int)REAL(open, order, O_RDONLY);
    if (file < 0) return 0;
    char text[32] = {0};
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return 0;
    atomic_store(&target, atoi(text));
    return 1;
}

static void about_to_change(const char *path, char kind) {
    const char *folder = getenv("CRASH_FOLDER");
    if (!folder || !path || strncmp(path, folder, strlen(folder)) != 0 || !armed()) return;
    if (atomic_fetch_add(&changes, 1) + 1 == atomic_load(&target)) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s.count", getenv("CRASH_ORDER"));
    int file = (int)REAL(open, name, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file >= 0) {
        REAL(write, file, &kind, 1);
        close(file);
    }
}

static void about_to_change_file(int file, char kind) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return;
    path[length] = 0;
    about_to_change(path, kind);
}

static char kind_of_write(const void *bytes, size_t count) {
    const unsigned char *header = bytes;
    return count == 24 && (header[4] | header[5] | header[6] | header[7]) && !(header[0] == 0x37 && header[1] == 0x7f) ? 'k' : 'w';
}

ssize_t write(int file, const void *bytes, size_t count) { about_to_change_file(file, 'w'); return REAL(write, file, bytes, count); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { about_to_change_file(file, kind_of_write(bytes, count)); return REAL(pwrite, file, bytes, count, at); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) { about_to_change_file(file, kind_of_write(bytes, count)); return REAL(pwrite64, file, bytes, count, at); }
int ftruncate(int file, off_t length) { about_to_change_file(file, 't'); return REAL(ftruncate, file, length); }
int ftruncate64(int file, off64_t length) { about_to_change_file(file, 't'); return REAL(ftruncate64, file, length); }
int fsync(int file) { about_to_change_file(file, 's'); return REAL(fsync, file); }
int fdatasync(int file) { about_to_change_file(file, 's'); return REAL(fdatasync, file); }
int unlink(const char *path) { about_to_change(path, 'u'); return REAL(unlink, path); }
int mkdir(const char *path, mode_t mode) { about_to_change(path, 'd'); return REAL(mkdir, path, mode); }

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
        if (access(path, F_OK) != 0) about_to_change(path, 'c');
    }
    return REAL(open, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
        if (access(path, F_OK) != 0) about_to_change(path, 'c');
    }
    return REAL(open64, path, flags, mode);
}
