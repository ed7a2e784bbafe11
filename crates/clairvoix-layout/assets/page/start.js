// Everything wakes once, after the text is on the screen.
root.classList.add("js");
startBar();
startKeys();
startLook();
startFollow();
startAudio();
const keptRate = recall("rate");
setRate(keptRate > 0 ? keptRate : data.rate);
showPlace();
showProgress();
watchBlocks();
startFrame();
