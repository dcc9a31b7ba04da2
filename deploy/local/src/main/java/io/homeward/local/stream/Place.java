package io.homeward.local.stream;

/** A town people work in, and where it lies. */
record Place(String city, String state, String country, double latitude, double longitude) {
    static final Place BERGEN = new Place("Bergen", "Vestland", "NO", 60.39, 5.32);
    static final Place OSLO = new Place("Oslo", "Oslo", "NO", 59.91, 10.75);
    static final Place TRONDHEIM = new Place("Trondheim", "Trøndelag", "NO", 63.43, 10.39);
    static final Place STAVANGER = new Place("Stavanger", "Rogaland", "NO", 58.97, 5.73);
    static final Place COPENHAGEN = new Place("Copenhagen", "Hovedstaden", "DK", 55.68, 12.57);

    /** From where the sample's spray comes; a rented machine, as most are. */
    static final Place RENTED = new Place("Amsterdam", "North Holland", "NL", 52.37, 4.9);
}
