namespace ServerlessTraining.Search.Samplers;

/// <summary>How likely a choice is under a kernel: much under one that stands on the same, a little under one that stands on another. Those without a value say nothing.</summary>
internal readonly record struct ChoiceChance(double Same, double Other, double Even)
{
    /// <summary>The share of a kernel that is spread over all choices: much where few good points are known.</summary>
    public static double Mixed(int choices, int good) => (double)choices / (choices + good);

    public static ChoiceChance Of(int choices, int good)
    {
        double other = Mixed(choices, good) / choices;
        return new ChoiceChance(1 - Mixed(choices, good) + other, other, 1.0 / choices);
    }

    public ChoiceChance Logs() => new(Math.Log(Same), Math.Log(Other), Math.Log(Even));

    public double At(double kernel, double choice) => double.IsNaN(kernel) ? Even : kernel == choice ? Same : Other;
}
