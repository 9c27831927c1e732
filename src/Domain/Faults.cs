using System.Globalization;
using System.Numerics;

namespace ServerlessTraining.Domain;

/// <summary>Collects what is wrong with one thing, so that it is all said at once.</summary>
public sealed class Faults(string subject)
{
    private readonly List<string> faults = [];

    public bool None => faults.Count == 0;

    /// <summary>The comparison is written so that NaN, which is in no range, is a fault.</summary>
    public void Range<T>(string option, T value, T least, T most, string unit)
        where T : INumber<T> =>
        Require(value >= least && value <= most, string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; from {least} to {most} {unit} is allowed"));

    public void Require(bool holds, string fault)
    {
        if (!holds) faults.Add(fault);
    }

    public void Add(string fault) => faults.Add(fault);

    public void Throw()
    {
        if (!None) throw new ServerlessTrainingException($"{subject}: {string.Join("; ", faults)}.");
    }
}
