/* Pico's control unit, with an observer on what its processing units hand to one another.
 *
 * The observer sees every item that a unit takes from the buffer before it, and may change it. It is
 * compiled together with Pico's own picoctrl.c, so the compiler knows the layout of the control unit;
 * the layout of a buffer is restated here, because Pico keeps it inside picodata.c. The version is
 * pinned, and the worker checks at start that a known sentence gives the known frames.
 */
#include "picoctrl.c"

typedef pico_status_t (*get_item)(picodata_CharBuffer buffer, picoos_uint8 *item,
                                  const picoos_uint16 room, picoos_uint16 *length,
                                  const picoos_uint8 speech);

/* The head of Pico's own struct, as in picodata.c. */
struct picodata_char_buffer {
    picoos_char *bytes;
    picoos_uint16 rear, front, used, size;
    picoos_Common common;
    get_item get;
};

/* Buffers between units: the output of units 0 to 6. */
#define CLAIRVOIX_BUFFERS 7

typedef void (*clairvoix_observer)(void *context, int buffer, picoos_uint8 *item,
                                   picoos_uint16 *length, picoos_uint16 room);

static picodata_CharBuffer watched[CLAIRVOIX_BUFFERS];
static get_item original;
static clairvoix_observer observer;
static void *observer_context;

static pico_status_t observed_get(picodata_CharBuffer buffer, picoos_uint8 *item,
                                  const picoos_uint16 room, picoos_uint16 *length,
                                  const picoos_uint8 speech)
{
    pico_status_t status = original(buffer, item, room, length, speech);
    int index;
    if (status == PICO_OK && !speech && observer != NULL && *length >= PICODATA_ITEM_HEADSIZE) {
        for (index = 0; index < CLAIRVOIX_BUFFERS; index++) {
            if (watched[index] == buffer) {
                observer(observer_context, index, item, length, room);
                break;
            }
        }
    }
    return status;
}

/* Puts the observer on an engine made by pico_newEngine. Returns 0, or -1 when the engine is not
 * built as expected, and then leaves it alone. */
int clairvoix_watch(void *handle)
{
    picoctrl_Engine engine = (picoctrl_Engine)handle;
    ctrl_subobj_t *control;
    int index;
    if (engine == NULL || engine->control == NULL || engine->control->subObj == NULL) {
        return -1;
    }
    control = (ctrl_subobj_t *)engine->control->subObj;
    if (control->numProcUnits != CLAIRVOIX_BUFFERS + 2) {
        return -1;
    }
    original = control->procCbOut[0]->get;
    for (index = 0; index < CLAIRVOIX_BUFFERS; index++) {
        if (control->procCbOut[index] == NULL || control->procCbOut[index]->get != original) {
            return -1;
        }
    }
    for (index = 0; index < CLAIRVOIX_BUFFERS; index++) {
        watched[index] = control->procCbOut[index];
        watched[index]->get = observed_get;
    }
    return 0;
}

/* Says who observes from now on; NULL: nobody. */
void clairvoix_observe(clairvoix_observer callback, void *context)
{
    observer = callback;
    observer_context = context;
}
