/* Pico's platform layer, reading its voices from memory.
 *
 * Pico opens files by name: its voices, and whatever markup in a text asks for. Here the C library's
 * file functions are replaced, for that one source file, by these: the only "files" are the voices
 * the program carries, and there is no way to write. So Pico reads no disk (a folder with accents
 * cannot trouble it), and no text can make it open or write a file, with or without a sandbox.
 */
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CLAIRVOIX_FILES 2

typedef struct {
    char name[16];
    const uint8_t *data;
    size_t length;
    size_t position;
    int ended;
} memory_file;

static memory_file files[CLAIRVOIX_FILES];

/* Makes `length` bytes at `data`, which must stay valid, readable under the name `name`. */
void clairvoix_offer_file(int slot, const char *name, const uint8_t *data, size_t length)
{
    if (slot < 0 || slot >= CLAIRVOIX_FILES) {
        return;
    }
    memset(&files[slot], 0, sizeof files[slot]);
    strncpy(files[slot].name, name, sizeof files[slot].name - 1);
    files[slot].data = data;
    files[slot].length = length;
}

static FILE *memory_open(const char *name, const char *mode)
{
    int slot;
    if (mode[0] != 'r') {
        return NULL;
    }
    for (slot = 0; slot < CLAIRVOIX_FILES; slot++) {
        if (files[slot].data != NULL && strcmp(files[slot].name, name) == 0) {
            files[slot].position = 0;
            files[slot].ended = 0;
            return (FILE *)&files[slot];
        }
    }
    return NULL;
}

static size_t memory_read(void *to, size_t size, size_t count, FILE *stream)
{
    memory_file *file = (memory_file *)stream;
    size_t left = file->length - file->position;
    if (size == 0) {
        return 0;
    }
    if (count > left / size) {
        count = left / size;
        file->ended = 1;
    }
    memcpy(to, file->data + file->position, count * size);
    file->position += count * size;
    return count;
}

static int memory_getc(FILE *stream)
{
    unsigned char byte;
    return memory_read(&byte, 1, 1, stream) == 1 ? byte : EOF;
}

static int memory_seek(FILE *stream, long offset, int whence)
{
    memory_file *file = (memory_file *)stream;
    size_t base = whence == SEEK_END ? file->length : whence == SEEK_CUR ? file->position : 0;
    if (offset < 0 ? (size_t)-offset > base : (size_t)offset > file->length - base) {
        return -1;
    }
    file->position = base + (size_t)offset;
    file->ended = 0;
    return 0;
}

static long memory_tell(FILE *stream)
{
    return (long)((memory_file *)stream)->position;
}

static int memory_getpos(FILE *stream, size_t *position)
{
    *position = ((memory_file *)stream)->position;
    return 0;
}

static int memory_setpos(FILE *stream, const size_t *position)
{
    ((memory_file *)stream)->position = *position;
    return 0;
}

static int memory_eof(FILE *stream)
{
    return ((memory_file *)stream)->ended;
}

static void memory_clear(FILE *stream)
{
    ((memory_file *)stream)->ended = 0;
}

static int memory_nothing(FILE *stream)
{
    (void)stream;
    return 0;
}

static size_t memory_write(const void *from, size_t size, size_t count, FILE *stream)
{
    (void)from;
    (void)size;
    (void)count;
    (void)stream;
    return 0;
}

#define fopen memory_open
#define fread memory_read
#define fgetc memory_getc
#define fseek memory_seek
#define ftell memory_tell
#define fpos_t size_t
#define fgetpos memory_getpos
#define fsetpos memory_setpos
#define feof memory_eof
#define clearerr memory_clear
#define fflush memory_nothing
#define fclose memory_nothing
#define fwrite memory_write

#include "picopal.c"
