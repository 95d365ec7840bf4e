/* What stands between a program and the system in the proofs: it records the calls that change files in one folder, or
   lets them fail. Loaded by LD_PRELOAD; VISAVIS_FOLDER names the folder, VISAVIS_TRACE the file of the record.

   A record is: kind (1 byte), inode (8), offset or size (8), lengths of a first name (4), a second name (4) and of the
   data (4), then these three. Kinds: c created, w written, t cut or grown, s file synced, S folder synced, u unlinked,
   r renamed, l linked, m folder made, k a mark of the program itself. A file of the folder is not really synced: the
   power is cut in the replay alone, and there what counts is that it was asked for. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NAME 4096

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("VISAVIS_TRACE");
    folder = getenv("VISAVIS_FOLDER");
    if (name) trace = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Names */

static int within(const char *name) {
    size_t length = folder ? strlen(folder) : 0;
    return length && !strncmp(name, folder, length) && (name[length] == '/' || !name[length]);
}

static int name_of(int handle, char *name) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, name, NAME - 1);
    name[length > 0 ? length : 0] = 0;
    return within(name);
}

static int full_name(int at, const char *given, char *name) {
    char base[NAME];
    if (given[0] == '/') snprintf(name, NAME, "%s", given);
    else {
        if (at != AT_FDCWD) name_of(at, base);
        else if (!getcwd(base, sizeof base)) base[0] = 0;
        if (strlen(base) + strlen(given) + 2 > NAME) return 0;
        strcpy(name, base);
        strcat(name, "/");
        strcat(name, given);
    }
    return within(name);
}

static uint64_t inode(int handle) {
    struct stat found;
    return fstat(handle, &found) ? 0 : (uint64_t)found.st_ino;
}

/* The record */

static void record(char kind, uint64_t file, int64_t at, const char *one, const char *two, const void *data, uint32_t size) {
    if (trace < 0) return;
    uint32_t lengths[3] = {one ? strlen(one) : 0, two ? strlen(two) : 0, size};
    size_t whole = 29 + lengths[0] + lengths[1] + size;
    char *buffer = malloc(whole), *next = buffer;
    *next++ = kind;
    memcpy(next, &file, 8), next += 8;
    memcpy(next, &at, 8), next += 8;
    memcpy(next, lengths, 12), next += 12;
    memcpy(next, one, lengths[0]), next += lengths[0];
    memcpy(next, two, lengths[1]), next += lengths[1];
    if (size) memcpy(next, data, size);
    syscall(SYS_write, trace, buffer, whole);
    free(buffer);
}

void visavis_mark(const char *words) { record('k', 0, 0, words, 0, 0, 0); }

/* Failures: the nth call from now on fails, and those after it where that is for good; 0 lets all go through. Reads are
   counted where they are asked for. What is full writes half of what it is given before it says so. */

static long count, nth;
static int number, for_good, reads_too, half_written;
static long long room = -1;

void visavis_fail(long which, int error, int always, int reads) {
    count = 0, nth = which, number = error, for_good = always, reads_too = reads, half_written = 0;
}

long visavis_calls(void) { return count; }

void visavis_room(long long bytes) { room = bytes; }

enum { READ, TAKES_ROOM, OTHER };

static int fails(int kind) {
    if (kind == READ && !reads_too) return 0;
    if (number == ENOSPC && kind == READ) return 0;
    count++;
    if (half_written) { half_written = for_good; errno = number; return 1; }
    if (!nth || (for_good ? count < nth : count != nth)) return 0;
    if (number == ENOSPC && kind == OTHER) return 0;
    errno = number;
    return 1;
}

static int grows(int handle, int64_t end) {
    struct stat found;
    if (room < 0 || fstat(handle, &found) || end <= found.st_size) return 0;
    if (end - found.st_size > room) { errno = ENOSPC; return 1; }
    room -= end - found.st_size;
    return 0;
}

static void gives_back(int64_t bytes) { if (room >= 0 && bytes > 0) room += bytes; }

/* The calls */

static int opened(int at, const char *given, int flags, mode_t mode) {
    char name[NAME];
    int ours = full_name(at, given, name), there = 0;
    struct stat before;
    if (ours) there = !fstatat(AT_FDCWD, name, &before, AT_SYMLINK_NOFOLLOW);
    if (ours && (flags & O_CREAT) && !there && fails(TAKES_ROOM)) return -1;
    int handle = syscall(SYS_openat, at, given, flags | O_LARGEFILE, mode);
    if (ours && handle >= 0) {
        pthread_mutex_lock(&lock);
        if ((flags & O_CREAT) && !there) record('c', inode(handle), 0, name, 0, 0, 0);
        else if ((flags & O_TRUNC) && there) record('t', inode(handle), 0, 0, 0, 0, 0);
        pthread_mutex_unlock(&lock);
    }
    return handle;
}

#define WITH_MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *name, int flags, ...) { WITH_MODE return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { WITH_MODE return opened(AT_FDCWD, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { WITH_MODE return opened(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { WITH_MODE return opened(at, name, flags, mode); }
int __open_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }

static ssize_t written(int handle, const void *data, size_t size, int64_t at, int positioned) {
    char name[NAME];
    int ours = name_of(handle, name), cut = 0;
    if (ours) {
        if (!positioned) at = lseek(handle, 0, SEEK_CUR);
        if (grows(handle, at + size)) return -1;
        if (fails(TAKES_ROOM)) {
            if (number != ENOSPC || size < 2 || half_written || (for_good && count > nth)) return -1;
            size /= 2, cut = 1;
        }
    }
    ssize_t done = positioned ? syscall(SYS_pwrite64, handle, data, size, at) : syscall(SYS_write, handle, data, size);
    if (cut) half_written = 1;
    if (ours && done > 0) {
        pthread_mutex_lock(&lock);
        record('w', inode(handle), at, 0, 0, data, done);
        pthread_mutex_unlock(&lock);
    }
    return done;
}

ssize_t write(int handle, const void *data, size_t size) { return written(handle, data, size, 0, 0); }
ssize_t pwrite(int handle, const void *data, size_t size, off_t at) { return written(handle, data, size, at, 1); }
ssize_t pwrite64(int handle, const void *data, size_t size, off64_t at) { return written(handle, data, size, at, 1); }

static int cut(int handle, int64_t size) {
    char name[NAME];
    int ours = name_of(handle, name);
    struct stat before;
    if (ours && (grows(handle, size) || fails(TAKES_ROOM))) return -1;
    if (ours && !fstat(handle, &before)) gives_back(before.st_size - size);
    int done = syscall(SYS_ftruncate, handle, size);
    if (ours && !done) record('t', inode(handle), size, 0, 0, 0, 0);
    return done;
}

int ftruncate(int handle, off_t size) { return cut(handle, size); }
int ftruncate64(int handle, off64_t size) { return cut(handle, size); }

static int synced(int handle, long call) {
    char name[NAME];
    struct stat found;
    int ours = name_of(handle, name);
    if (ours && fails(TAKES_ROOM)) return -1;
    int done = ours ? 0 : syscall(call, handle);
    if (ours && !done && !fstat(handle, &found)) record(S_ISDIR(found.st_mode) ? 'S' : 's', found.st_ino, 0, name, 0, 0, 0);
    return done;
}

int fsync(int handle) { return synced(handle, SYS_fsync); }
int fdatasync(int handle) { return synced(handle, SYS_fdatasync); }

static int removed(int at, const char *given, int flags) {
    char name[NAME];
    struct stat before;
    int ours = full_name(at, given, name);
    if (ours && fails(OTHER)) return -1;
    int known = ours && !fstatat(AT_FDCWD, name, &before, AT_SYMLINK_NOFOLLOW);
    int done = syscall(SYS_unlinkat, at, given, flags);
    if (ours && !done) {
        if (known && before.st_nlink == 1) gives_back(before.st_size);
        record('u', known ? before.st_ino : 0, 0, name, 0, 0, 0);
    }
    return done;
}

int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int unlinkat(int at, const char *name, int flags) { return removed(at, name, flags); }
int rmdir(const char *name) { return removed(AT_FDCWD, name, AT_REMOVEDIR); }

static int moved(int at, const char *from, int other, const char *to) {
    char one[NAME], two[NAME];
    int ours = full_name(at, from, one) & full_name(other, to, two);
    if (ours && fails(TAKES_ROOM)) return -1;
    int done = syscall(SYS_renameat2, at, from, other, to, 0);
    if (ours && !done) record('r', 0, 0, one, two, 0, 0);
    return done;
}

int rename(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int at, const char *from, int other, const char *to) { return moved(at, from, other, to); }

static int linked(int at, const char *from, int other, const char *to, int flags) {
    char one[NAME], two[NAME];
    int ours = full_name(at, from, one) & full_name(other, to, two);
    if (ours && fails(TAKES_ROOM)) return -1;
    int done = syscall(SYS_linkat, at, from, other, to, flags);
    if (ours && !done) record('l', 0, 0, one, two, 0, 0);
    return done;
}

int link(const char *from, const char *to) { return linked(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int at, const char *from, int other, const char *to, int flags) { return linked(at, from, other, to, flags); }

static int made(int at, const char *given, mode_t mode) {
    char name[NAME];
    int ours = full_name(at, given, name);
    if (ours && fails(TAKES_ROOM)) return -1;
    int done = syscall(SYS_mkdirat, at, given, mode);
    if (ours && !done) record('m', 0, 0, name, 0, 0, 0);
    return done;
}

int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int at, const char *name, mode_t mode) { return made(at, name, mode); }

static ssize_t read_in(int handle, void *data, size_t size, int64_t at, int positioned) {
    char name[NAME];
    if (reads_too && name_of(handle, name) && fails(READ)) return -1;
    return positioned ? syscall(SYS_pread64, handle, data, size, at) : syscall(SYS_read, handle, data, size);
}

ssize_t read(int handle, void *data, size_t size) { return read_in(handle, data, size, 0, 0); }
ssize_t pread(int handle, void *data, size_t size, off_t at) { return read_in(handle, data, size, at, 1); }
ssize_t pread64(int handle, void *data, size_t size, off64_t at) { return read_in(handle, data, size, at, 1); }
