package io.homeward.bench.quality.measure;

/** A small logistic regression, for the audit: whether anything at all can be told from some numbers and their squares. */
public final class Logistic {
    private static final int ROUNDS = 200;
    private static final double STEP = .5;

    private final double[] mean;
    private final double[] deviation;
    private final double[] weights;

    private Logistic(double[] mean, double[] deviation, double[] weights) {
        this.mean = mean;
        this.deviation = deviation;
        this.weights = weights;
    }

    /**
     * @param rows numbers, the same in each row
     * @param attack which rows are attacks
     */
    public static Logistic fitted(double[][] rows, boolean[] attack) {
        int width = rows[0].length;
        var mean = new double[width];
        var deviation = new double[width];
        for (int column = 0; column < width; column++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                sum += row[column];
                squares += row[column] * row[column];
            }
            mean[column] = sum / rows.length;
            deviation[column] = Math.sqrt(Math.max(1e-12, squares / rows.length - mean[column] * mean[column]));
        }
        var model = new Logistic(mean, deviation, new double[2 * width + 1]);
        model.fit(rows, attack);
        return model;
    }

    private void fit(double[][] rows, boolean[] attack) {
        var terms = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            terms[i] = terms(rows[i]);
        }
        for (int round = 0; round < ROUNDS; round++) {
            var slope = new double[weights.length];
            for (int i = 0; i < terms.length; i++) {
                double off = (attack[i] ? 1 : 0) - 1 / (1 + Math.exp(-sum(terms[i])));
                for (int j = 0; j < slope.length; j++) {
                    slope[j] += off * terms[i][j];
                }
            }
            for (int j = 0; j < weights.length; j++) {
                weights[j] += STEP * slope[j] / terms.length;
            }
        }
    }

    private double[] terms(double[] row) {
        var terms = new double[weights.length];
        for (int i = 0; i < row.length; i++) {
            double value = Math.clamp((row[i] - mean[i]) / deviation[i], -3, 3);
            terms[i] = value;
            terms[row.length + i] = value * value - 1;
        }
        terms[2 * row.length] = 1;
        return terms;
    }

    private double sum(double[] terms) {
        double sum = 0;
        for (int i = 0; i < terms.length; i++) {
            sum += weights[i] * terms[i];
        }
        return sum;
    }

    /** Higher is more like an attack. */
    public double score(double[] row) {
        return sum(terms(row));
    }
}
