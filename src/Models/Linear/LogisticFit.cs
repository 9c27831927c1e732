namespace ServerlessTraining.Models.Linear;

/// <summary>Logistic regression for a direction by Newton steps with a line search. Each step minimises the penalised quadratic that touches the loss: by its equations
/// where the penalty is smooth, by coordinate descent where it is not (proximal Newton). The intercept is eliminated from the quadratic, so it is never
/// penalised.</summary>
internal sealed class LogisticFit
{
    private const double Armijo = 1e-4;
    private const int MostHalvings = 40;

    // Below this part of the objective a step cannot be told from rounding; it is taken whole, as Newton's last.
    private const double LeastGain = 1e-13;

    // What a proximal step leaves of the distance from the minimum.
    private const double InnerTolerance = 1e-3;

    private readonly Target target;
    private readonly DesignMatrix design;
    private readonly IReadOnlyList<string> names;
    private readonly LinearOptions options;
    private readonly FitMonitor monitor;
    private readonly LogisticState state;
    private readonly WeightedGram gram;
    private readonly double weight;
    private readonly double[] coefficients;
    private double intercept;

    private LogisticFit(Target target, DesignMatrix design, IReadOnlyList<string> names, LinearOptions options, FitMonitor monitor)
    {
        this.target = target;
        this.design = design;
        this.names = names;
        this.options = options;
        this.monitor = monitor;
        state = new LogisticState(design);
        weight = design.TotalWeight();
        coefficients = new double[names.Count];
        gram = new WeightedGram(options.FitIntercept ? Moments.ShiftOf(design.Values, names.Count) : new double[names.Count]);
    }

    public static LinearFit Run(Target target, DesignMatrix design, IReadOnlyList<string> names, LinearOptions options, FitMonitor monitor) =>
        new LogisticFit(target, design, names, options, monitor).Run();

    private LinearFit Run()
    {
        double ups = design.LabelSum() / weight;
        intercept = options.FitIntercept ? Math.Log(ups / (1 - ups)) : 0;
        state.Start(intercept);

        // At the start all rows have one curvature, so these are the moments of the rows as such.
        Moments moments = NextMoments();
        Moments first = moments;
        Penalty penalty = Penalty.Of(options, target.Horizon, first, design, Math.Sqrt(ups * (1 - ups)));
        double[] units = [.. Enumerable.Range(0, names.Count).Select(j => weight * Math.Sqrt(first.Diagonal(j) / first.Weight))];
        for (int step = 1; step <= options.MaxIterations; step++)
        {
            monitor.ThrowIfCancelled();
            bool goesOn = Step(moments, penalty);
            monitor.Step(state.Loss / weight, Predictor);
            if (!goesOn) break;
            moments = NextMoments();
            double distance = Distance(moments, penalty, units);
            if (distance <= options.Tolerance) break;
            if (step == options.MaxIterations) monitor.RanOut(distance, "mean slope", options.Tolerance);
        }

        return new LinearFit(Predictor(), LinearFit.DeviationsOf(first));
    }

    private LinearPredictor Predictor() => new(target, intercept - VectorMath.Dot(coefficients, gram.Shift), [.. coefficients]);

    private Moments NextMoments()
    {
        gram.Compute(design.Values, state.CurvatureRoots, state.Slopes);
        return Moments.Of(gram, state.CurvatureSum, state.SlopeSum, options.FitIntercept, names);
    }

    /// <summary>False when there is nothing left to gain.</summary>
    private bool Step(Moments moments, Penalty penalty)
    {
        double[] goal = penalty.IsSparse ? ProximalGoal(moments, penalty) : NewtonGoal(moments, penalty);
        double[] move = [.. goal.Select((value, j) => value - coefficients[j])];
        double shiftedMeans = VectorMath.Dot(moments.Means, move) - VectorMath.Dot(gram.Shift, move);
        double interceptMove = options.FitIntercept ? (state.SlopeSum / moments.Weight) - shiftedMeans : 0;

        double objective = state.Loss + penalty.Of(coefficients);
        double penaltySlope = (penalty.L1 * (AbsoluteSum(goal) - AbsoluteSum(coefficients))) + (penalty.L2 * VectorMath.Dot(coefficients, move));
        double slope = penaltySlope - state.Aim(interceptMove, move, gram.Shift);
        bool last = slope >= -LeastGain * objective;
        double part = last ? 1 : LineSearch(objective, slope, move, penalty);
        if (part == 0) return false;
        for (int j = 0; j < move.Length; j++) coefficients[j] = part == 1 ? goal[j] : coefficients[j] + (part * move[j]);
        intercept += part * interceptMove;
        state.Go(part);
        return !last;
    }

    private static double AbsoluteSum(double[] values)
    {
        double sum = 0;
        foreach (double value in values) sum += Math.Abs(value);
        return sum;
    }

    /// <summary>0 where no part of the step lowers the objective.</summary>
    private double LineSearch(double objective, double slope, double[] move, Penalty penalty)
    {
        double[] trial = new double[move.Length];
        double part = 1;
        for (int halving = 0; halving < MostHalvings; halving++, part /= 2)
        {
            for (int j = 0; j < move.Length; j++) trial[j] = coefficients[j] + (part * move[j]);
            if (state.LossAt(part) + penalty.Of(trial) <= objective + (Armijo * part * slope)) return part;
        }

        return 0;
    }

    private double[] NewtonGoal(Moments moments, Penalty penalty)
    {
        double[] right = [.. moments.Correlation.Select((value, j) => value - (penalty.L2 * coefficients[j]))];
        double[] move = Cholesky.FactorDamped(moments.Gram, moments.Columns, penalty.L2).Solve(right);
        for (int j = 0; j < move.Length; j++) move[j] += coefficients[j];
        return move;
    }

    private double[] ProximalGoal(Moments moments, Penalty penalty)
    {
        double[] linear = new double[moments.Columns];
        for (int j = 0; j < linear.Length; j++) linear[j] = moments.Correlation[j] + VectorMath.Dot(moments.Gram.AsSpan(j * linear.Length, linear.Length), coefficients);
        GramDescent descent = new(moments, linear, penalty, coefficients);
        double enough = InnerTolerance * descent.Violation();
        double scale = Math.Sqrt(moments.Weight);
        for (int sweep = 0; sweep < options.MaxIterations && descent.Sweep(scale) && descent.Violation() > enough; sweep++) monitor.ThrowIfCancelled();
        return descent.Coefficients.ToArray();
    }

    /// <summary>The largest mean slope a row that is left, with every column in units of its deviation.</summary>
    private double Distance(Moments moments, Penalty penalty, double[] units)
    {
        double largest = options.FitIntercept ? Math.Abs(state.SlopeSum) / weight : 0;
        for (int j = 0; j < units.Length; j++)
        {
            if (units[j] == 0) continue;
            double gradient = moments.Correlation[j] - (penalty.L2 * coefficients[j]);
            double distance = coefficients[j] == 0 ? Math.Max(0, Math.Abs(gradient) - penalty.L1) : Math.Abs(gradient - (penalty.L1 * Math.Sign(coefficients[j])));
            largest = Math.Max(largest, distance / units[j]);
        }

        return largest;
    }
}
