/* Preloaded into a program, lets the disk be full from the nth write below a folder on.

   FULL_BELOW names the folder, FULL_AFTER how many writes still succeed. What only reads, shortens or
   removes goes on; what writes, makes or lengthens fails with ENOSPC, as on a disk that is full. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long done;

static int is_below(const char *path) {
    const char *folder = getenv("FULL_BELOW");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_full(void) {
    const char *after = getenv("FULL_AFTER");
    return after && atomic_load(&done) >= atol(after);
}

static int refuses(int file, int counts) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!is_below(path)) return 0;
    if (is_full()) { errno = ENOSPC; return 1; }
    if (counts) atomic_fetch_add(&done, 1);
    return 0;
}

static int refuses_to_make(const char *path) {
    char whole[PATH_MAX];
    if (path[0] == '/') snprintf(whole, sizeof whole, "%s", path);
    else if (getcwd(whole, sizeof whole)) strncat(whole, path, sizeof whole - strlen(whole) - 1);
    if (!is_below(whole) || access(path, F_OK) == 0 || !is_full()) return 0;
    errno = ENOSPC;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *data, size_t size) {
    return refuses(file, 1) ? -1 : REAL(write)(file, data, size);
}
ssize_t writev(int file, const struct iovec *parts, int many) {
    return refuses(file, 1) ? -1 : REAL(writev)(file, parts, many);
}
ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
    return refuses(file, 1) ? -1 : REAL(pwrite)(file, data, size, at);
}
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    return refuses(file, 1) ? -1 : REAL(pwrite64)(file, data, size, at);
}
int fallocate(int file, int mode, off_t at, off_t size) {
    return refuses(file, 1) ? -1 : REAL(fallocate)(file, mode, at, size);
}
int posix_fallocate(int file, off_t at, off_t size) {
    return refuses(file, 1) ? ENOSPC : REAL(posix_fallocate)(file, at, size);
}
static int lengthens(int file, off_t size) {
    struct stat status;
    return fstat(file, &status) == 0 && size > status.st_size;
}
int ftruncate(int file, off_t size) {
    return lengthens(file, size) && refuses(file, 1) ? -1 : REAL(ftruncate)(file, size);
}
int ftruncate64(int file, off64_t size) {
    return lengthens(file, size) && refuses(file, 1) ? -1 : REAL(ftruncate64)(file, size);
}
int mkdir(const char *path, mode_t mode) {
    return refuses_to_make(path) ? -1 : REAL(mkdir)(path, mode);
}
int link(const char *from, const char *to) {
    return refuses_to_make(to) ? -1 : REAL(link)(from, to);
}
int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return (flags & O_CREAT) && refuses_to_make(path) ? -1 : REAL(open)(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return (flags & O_CREAT) && refuses_to_make(path) ? -1 : REAL(open64)(path, flags, mode);
}
