{#- e^(-|points| / 1000) in 12 digits: the product of e^-0.001, e^-0.002, e^-0.004 ... for each bit
    of the number, in whole numbers, so that it is the same on every machine. -#}
{% macro decay(points) -%}
list_reduce(
            list_transform(
                list_filter(
                    [
                        (0, 1000000000000), (1, 999000499833), (2, 998001998667),
                        (4, 996007989344), (8, 992031914837), (16, 984127320055),
                        (32, 968506582079), (64, 938004999531), (128, 879853379145),
                        (256, 774141968792), (512, 599295787846), (1024, 359155441329),
                        (2048, 128992631037), (4096, 16639098862)
                    ],
                    lambda bit: bit[1] = 0 or least(abs({{ points }}), 8191) & bit[1] > 0
                ),
                lambda bit: cast(bit[2] as hugeint)
            ),
            lambda product, power: product * power // 1000000000000
        )
{%- endmacro %}

{#- The probability 1 / (1 + e^-score) of a score in points, 1000 of which are 1. -#}
{% macro probability_of(points, decay) -%}
cast(cast({{ quotient(
    '(case when ' ~ points ~ ' < 0 then ' ~ decay ~ ' else 1000000000000 end * 10000000000)',
    '(1000000000000 + ' ~ decay ~ ')'
) }} as decimal(38, 0)) * 0.0000000001 as decimal(28, 10))
{%- endmacro %}
