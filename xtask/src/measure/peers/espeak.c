/* Times libespeak-ng's own phonemes on a file, for `cargo xtask measure speed`. */
#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    FILE *file = fopen(argv[1], "rb");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, (size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, file) != (size_t)size) return 1;
    espeak_Initialize(AUDIO_OUTPUT_RETRIEVAL, 0, NULL, 0);
    if (espeak_SetVoiceByName("fr") != EE_OK) return 1;
    clock_t started = clock();
    const void *at = text;
    unsigned long made = 0;
    while (at) {
        const char *phonemes = espeak_TextToPhonemes(&at, espeakCHARS_UTF8, 2);
        for (; phonemes && *phonemes; phonemes++) made++;
    }
    printf("%.6f %lu\n", (double)(clock() - started) / CLOCKS_PER_SEC, made);
    return 0;
}
