using System.Globalization;
using System.Numerics;

namespace ServerlessTraining.Domain.Labels;

/// <summary>Collects what is wrong with a set of options, so that it is all said at once.</summary>
internal sealed class OptionErrors(string subject)
{
    private readonly List<string> errors = [];

    /// <summary>The comparison is written so that NaN, which is in no range, is an error.</summary>
    public void Range<T>(string option, T value, T least, T most, string unit)
        where T : INumber<T>
    {
        if (value >= least && value <= most) return;
        Add(string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; from {least} to {most} {unit} is allowed"));
    }

    public void Add(string error) => errors.Add(error);

    public void Throw()
    {
        if (errors.Count > 0) throw new ServerlessTrainingException($"The {subject} cannot be used: {string.Join("; ", errors)}.");
    }
}
