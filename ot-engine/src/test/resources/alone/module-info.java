module alone {
    requires dev.stet.ot;
}
